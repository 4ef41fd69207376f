// A column that the table does not have.

import type { RefusalClass } from "../class.ts";

export const missingColumn: RefusalClass = {
  name: "missing-column",
  severity: "blocker",
  summary: "columns that the tables do not have",
  claims: ({ code, hint }, { tree }) => {
    if (code !== "42703") return undefined;
    if (hint !== undefined) return { advice: hint };
    const isGrouped = JSON.stringify(tree ?? {}).includes('"havingClause"');
    return isGrouped
      ? {
          advice: "If it is the name of a result column, repeat its expression in HAVING or WHERE.",
          source: "https://www.postgresql.org/docs/current/sql-select.html#SQL-HAVING",
        }
      : {};
  },
  example: "SELECT nickname FROM account",
  nearMiss: "SELECT email AS nickname FROM account ORDER BY nickname",
};
