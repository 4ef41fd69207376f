// A function of another database.

import type { RefusalClass } from "../class.ts";

export const missingFunction: RefusalClass = {
  name: "missing-function",
  severity: "blocker",
  summary: "functions that PostgreSQL does not have",
  claims: ({ code, message }, { facts }) => {
    const [, name] = /^(?:function|procedure) (?:[^.(]+\.)?"?([^"(]+)"?\(/.exec(message) ?? [];
    return code === "42883" && name !== undefined && facts?.functions.has(name) !== true ? {} : undefined;
  },
  example: "SELECT IFNULL(email, 'none') FROM account",
  nearMiss: "SELECT COALESCE(email, 'none') FROM account",
};
