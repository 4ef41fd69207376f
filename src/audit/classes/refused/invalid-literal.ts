// A constant that cannot be of the type that it is compared with or stored as.

import type { RefusalClass } from "../class.ts";

export const invalidLiteral: RefusalClass = {
  name: "invalid-literal",
  severity: "blocker",
  summary: "constants that do not fit their type",
  claims: ({ code }) =>
    code.startsWith("22")
      ? {
          advice: "Write a constant of the column's type; for an empty value, NULL instead of ''.",
          source: "https://www.postgresql.org/docs/current/typeconv.html",
        }
      : undefined,
  example: "SELECT id FROM account WHERE level = ''",
  nearMiss: "SELECT id FROM account WHERE level = '5'",
};
