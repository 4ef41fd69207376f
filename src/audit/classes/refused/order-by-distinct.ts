// DISTINCT ordered by what is not selected, and other places where PostgreSQL wants a column of the result.

import type { RefusalClass } from "../class.ts";

export const orderByDistinct: RefusalClass = {
  name: "order-by-distinct",
  severity: "blocker",
  summary: "ORDER BY of what DISTINCT leaves out",
  claims: ({ code, message }) =>
    code === "42P10" && message.includes("ORDER BY")
      ? {
          advice: "Select the columns of ORDER BY as well, or GROUP BY the others and order by min(column).",
          source: "https://www.postgresql.org/docs/current/sql-select.html#SQL-DISTINCT",
        }
      : undefined,
  example: "SELECT DISTINCT email FROM account ORDER BY created",
  nearMiss: "SELECT DISTINCT email, created FROM account ORDER BY created",
};
