// LIMIT without ORDER BY: which rows come is chance in PostgreSQL, where MySQL mostly went by the primary key.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { constantOf } from "./columns.ts";

export const limitWithoutOrder: MeaningClass = {
  name: "limit-without-order",
  severity: "changed-meaning",
  summary: "LIMIT without ORDER BY",
  finds: ({ tree }) => {
    const changes = tree?.UpdateStmt !== undefined || tree?.DeleteStmt !== undefined;
    const limited = [...nodesOf(tree, "SelectStmt")].some(
      ({ limitCount, sortClause, fromClause, limitOffset }) =>
        limitCount !== undefined &&
        sortClause === undefined &&
        fromClause !== undefined &&
        // One row is read where any will do, or where there is one; one that is changed is another each time.
        (changes || constantOf(limitCount) !== 1 || limitOffset !== undefined),
    );
    if (!limited) return [];
    return [
      {
        message: "Without ORDER BY, PostgreSQL may give other rows each time; MySQL mostly went by the primary key.",
        advice: "Add ORDER BY with a unique column.",
        source: "https://www.postgresql.org/docs/current/queries-limit.html",
      },
    ];
  },
  example: "UPDATE account SET level = 1 WHERE id IN (SELECT id FROM account LIMIT 10)",
  nearMiss: "UPDATE account SET level = 1 WHERE id IN (SELECT id FROM account ORDER BY id LIMIT 10)",
};
