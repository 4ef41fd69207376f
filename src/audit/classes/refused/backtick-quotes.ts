// Names in backticks, which are an operator to PostgreSQL.

import { wordAt } from "../../statement/words.ts";
import type { RefusalClass } from "../class.ts";

export const backtickQuotes: RefusalClass = {
  name: "backtick-quotes",
  severity: "blocker",
  summary: "names in backticks",
  claims: ({ code, at }, { words }) => {
    const stopped = wordAt(words, at);
    const until = stopped === -1 ? words.length : stopped + 1;
    const isQuoted =
      (code === "42601" || code === "42883") && words.slice(0, until).some(({ text }) => text.includes("`"));
    return isQuoted
      ? {
          advice: 'Write the name plain, or in double quotes if it has capitals or is a reserved word: "user".',
          source: "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
        }
      : undefined;
  },
  example: "SELECT `email` FROM `account`",
  nearMiss: 'SELECT email AS "e`mail" FROM account',
};
