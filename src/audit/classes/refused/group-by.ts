// A column that is neither grouped nor aggregated. MySQL takes it from any row, unless ONLY_FULL_GROUP_BY is set.

import type { RefusalClass } from "../class.ts";

export const groupBy: RefusalClass = {
  name: "group-by",
  severity: "blocker",
  summary: "columns that are not grouped",
  claims: ({ code, message }) => {
    if (code !== "42803") return undefined;
    const isInWrongPlace = message.startsWith("aggregate functions are not allowed");
    return {
      advice: isInWrongPlace
        ? "Move the aggregate to HAVING, or into a subquery."
        : "Add the column to GROUP BY, or take one of its values: min(column), or DISTINCT ON with ORDER BY.",
      source: "https://www.postgresql.org/docs/current/sql-select.html#SQL-GROUPBY",
    };
  },
  example: "SELECT account_id, note, COUNT(*) FROM orders GROUP BY account_id",
  nearMiss: "SELECT id, note, COUNT(*) FROM orders GROUP BY id",
};
