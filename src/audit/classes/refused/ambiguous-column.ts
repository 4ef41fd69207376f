// A name that two tables of the statement have. MySQL takes the one of the result list in places where PostgreSQL does not.

import type { RefusalClass } from "../class.ts";

export const ambiguousColumn: RefusalClass = {
  name: "ambiguous-column",
  severity: "blocker",
  summary: "columns that two tables have",
  claims: ({ code }) =>
    code === "42702"
      ? {
          advice: "Write the table before the column: a.id.",
          source: "https://www.postgresql.org/docs/current/sql-expressions.html#SQL-EXPRESSIONS-COLUMN-REFS",
        }
      : undefined,
  example: "SELECT id FROM account JOIN orders ON orders.account_id = account.id",
  nearMiss: "SELECT account.id FROM account JOIN orders ON orders.account_id = account.id",
};
