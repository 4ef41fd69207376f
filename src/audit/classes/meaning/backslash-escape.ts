// A backslash in a string: MySQL reads it as an escape, PostgreSQL as a backslash.

import { type Word, wordsOf } from "../../statement/words.ts";
import type { MeaningClass } from "../class.ts";

export const backslashEscape: MeaningClass = {
  name: "backslash-escape",
  severity: "changed-meaning",
  summary: "backslashes in strings",
  finds: ({ sql }) => {
    const words = wordsOf(sql);
    return words.flatMap((word, at) =>
      word.isString && word.text.startsWith("'") && escapes(word.text) && !isPattern(words, at)
        ? {
            at: word.at,
            message: "PostgreSQL keeps the backslash in this string; MySQL reads it as an escape.",
            advice: "Write E'…' for an escape, or pass the text as a parameter.",
            source: "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE",
          }
        : [],
    );
  },
  example: String.raw`UPDATE account SET status = 'one\ntwo' WHERE id = 1`,
  nearMiss: String.raw`UPDATE account SET status = E'one\ntwo' WHERE email LIKE '100\%' OR email ~ '^\n+$'`,
};

const escapes = (literal: string) => /\\[0bnrtZ"'\\]/.test(literal);

const patterns = new Set(["like", "ilike", "to", "~", "~*", "!~", "!~*", "escape"]);
const functions = new Set(["regexp_replace", "regexp_matches", "regexp_match", "regexp_split_to_array", "substring"]);

/** A pattern has escapes of its own. */
function isPattern(words: readonly Word[], at: number): boolean {
  return (
    patterns.has(words[at - 1]?.lower ?? "") ||
    words.slice(Math.max(0, at - 8), at).some(({ lower }) => functions.has(lower))
  );
}
