// Rows ordered by a column that may be NULL: MySQL and SQLite have NULL first, PostgreSQL last.

import { isTree, nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, placeOf } from "./columns.ts";

export const nullOrder: MeaningClass = {
  name: "null-order",
  severity: "changed-meaning",
  summary: "the place of NULL in an order",
  finds: (asked) => {
    const column = columnsOf(asked);
    const sorted = [...nodesOf(asked.tree, "SortBy")].filter(
      ({ node, sortby_nulls: nulls }) => nulls === "SORTBY_NULLS_DEFAULT" && column(node)?.notNull === false,
    );
    return sorted.slice(0, 1).map(({ node }) => {
      const reference = isTree(node) && isTree(node.ColumnRef) ? node.ColumnRef : {};
      return {
        ...placeOf(asked, reference),
        message: "PostgreSQL sorts NULL after all values; MySQL and SQLite sort it before them.",
        advice: "Write NULLS FIRST for ascending order, NULLS LAST for descending.",
        source: "https://www.postgresql.org/docs/current/queries-order.html",
      };
    });
  },
  example: "SELECT id FROM account ORDER BY level",
  nearMiss: "SELECT id FROM account ORDER BY level NULLS FIRST, created",
};
