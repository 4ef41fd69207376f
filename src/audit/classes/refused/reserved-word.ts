// A reserved word as a name. PostgreSQL decides: with the word in quotes the statement parses.

import { parseOrRefuse } from "../../../sql/parse.ts";
import { type Replacement, rewrite } from "../../statement/rewrite.ts";
import { fromCharacters, wordAt } from "../../statement/words.ts";
import type { Asked, RefusalClass } from "../class.ts";

const most = 20;

export const reservedWord: RefusalClass = {
  name: "reserved-word",
  severity: "blocker",
  summary: "reserved words as names",
  claims: ({ code, at }, asked) => {
    if (code !== "42601" || at === undefined) return undefined;
    const names = quotedNames(asked) ?? [];
    return names.length === 0
      ? undefined
      : {
          advice: `Write ${names.map((name) => `"${name}"`).join(", ")} in double quotes, or rename it.`,
          source: "https://www.postgresql.org/docs/current/sql-keywords-appendix.html",
        };
  },
  example: "UPDATE user SET email = $1 WHERE id = $2",
  nearMiss: 'UPDATE "user" SET email = $1 WHERE id = $2',
};

/** The reserved words without which it parses; undefined where it does not parse without them either. */
function quotedNames({ sql, words }: Asked): readonly string[] | undefined {
  const replaced = new Map<number, Replacement & { readonly name: string }>();
  for (let turn = 0; turn < most; turn += 1) {
    const { sql: text, back } = rewrite(
      sql,
      [...replaced.values()].sort((a, b) => a.at - b.at),
    );
    const parsed = parseOrRefuse(text);
    if (!("message" in parsed)) return [...new Set([...replaced.values()].map(({ name }) => name))];
    if (parsed.at === undefined) return undefined;
    const word = words[wordAt(words, back(fromCharacters(text, parsed.at)))];
    if (word === undefined || !word.isReserved || replaced.has(word.at)) return undefined;
    replaced.set(word.at, { at: word.at, end: word.end, text: `"${word.lower}"`, name: word.lower });
  }
  return undefined;
}
