// Two types that PostgreSQL does not convert into each other by itself.

import type { RefusalClass } from "../class.ts";

const codes = new Set(["42883", "42804", "42846", "42725", "42P18", "42P08", "42P22"]);

export const typeMismatch: RefusalClass = {
  name: "type-mismatch",
  severity: "blocker",
  summary: "types that do not go together",
  claims: ({ code, message }) => {
    if (!codes.has(code)) return undefined;
    return message.startsWith("function") ? {} : castAdvice;
  },
  example: "SELECT id FROM account WHERE email = 5",
  nearMiss: "SELECT id FROM account WHERE email = '5'",
};

const castAdvice = {
  advice: "Give the value the column's type: quote a text, write a number plain, or cast it as in value::text.",
  source: "https://www.postgresql.org/docs/current/typeconv.html",
};
