// A string in double quotes, which are for names in PostgreSQL.

import { nameOf, wordAt } from "../../statement/words.ts";
import type { RefusalClass } from "../class.ts";
import { isColumnAnywhere } from "./known.ts";

export const doubleQuotedString: RefusalClass = {
  name: "double-quoted-string",
  severity: "blocker",
  summary: "strings in double quotes",
  claims: ({ code, at }, { words, facts }) => {
    const index = wordAt(words, at);
    const word = words[index];
    if (code !== "42703" || word === undefined || !word.text.startsWith('"')) return undefined;
    if (words[index + 1]?.text === "." || words[index - 1]?.text === ".") return undefined;
    if (isColumnAnywhere(facts, nameOf(word))) return undefined;
    return {
      advice: `Write the string in single quotes: '${nameOf(word).replaceAll("'", "''")}'.`,
      source: "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS",
    };
  },
  example: 'SELECT id FROM account WHERE status = "open"',
  nearMiss: 'SELECT "id" FROM account WHERE "status" = \'open\'',
};
