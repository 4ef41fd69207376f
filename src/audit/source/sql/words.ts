// The words and signs of a text that may be a statement, and what tells that it is no sentence.

import { tokensOf } from "../../../scripts/psql-tokens.ts";

export interface Word {
  /** In lower case. */
  readonly text: string;
  readonly isWord: boolean;
  readonly isUpper: boolean;
  /** As a sentence begins: `Select`. */
  readonly isTitle: boolean;
  /** No space stands before it. */
  readonly isClose: boolean;
}

export function firstTokens(sql: string, most: number): readonly Word[] {
  const words: Word[] = [];
  let parameterEnd = 0;
  for (const { sort, text, at } of tokensOf(sql)) {
    if (at < parameterEnd) continue;
    if (text === "$") {
      parameterEnd = endOfDigits(sql, at + 1);
      words.push({ ...sign, text: sql.slice(at, parameterEnd), isClose: isCloseAt(sql, at) });
      if (words.length === most) break;
      continue;
    }
    const written = sql.slice(at, at + text.length);
    words.push({
      text: text.replace(/^[`"]|[`"]$/g, "").toLowerCase(),
      isWord: sort === "word",
      isUpper: sort === "word" && written === written.toUpperCase() && written !== written.toLowerCase(),
      isTitle: sort === "word" && /^[A-Z][a-z]+$/.test(written),
      isClose: isCloseAt(sql, at),
    });
    if (words.length === most) break;
  }
  return words.filter(({ text }) => text !== "");
}

const sign = { isWord: false, isUpper: false, isTitle: false };

const isCloseAt = (sql: string, at: number) => at > 0 && !/\s/.test(sql[at - 1] ?? "");

function endOfDigits(sql: string, from: number): number {
  let end = from;
  while (/^\d$/.test(sql[end] ?? "")) end += 1;
  return end;
}

/** `$1`: a value, or what is not known. */
export const isParameter = (word: Word | undefined) =>
  word !== undefined && word.text.length > 1 && word.text.startsWith("$") && !word.text.endsWith("$");

/** What no sentence has: a comparison, `*`, `a.b` in one, a call, a parameter. */
export function hasMarks(words: readonly Word[]): boolean {
  return words.some((word, at) => {
    const { text, isClose } = word;
    if (/^[=<>]$/.test(text) || (text === "*" && words[0]?.isTitle !== true)) return true;
    const next = words[at + 1];
    if (text === "." && isClose && next?.isWord === true && next.isClose) return words[at - 1]?.isWord === true;
    if (text === "(" && isClose && words[at - 1]?.isWord === true)
      return words.slice(at).some((each) => each.text === ")");
    return isParameter(word) && /^(?:limit|offset|in|like)$/.test(words[at - 1]?.text ?? "");
  });
}

/** Words in capitals that tell nothing of whether the rest is in capitals, too. */
const clauses = new Set(
  (
    "select from into distinct as where and or not in is null order group by asc desc having limit offset on join left inner " +
    "outer union all like between exists case when then else end using set values returning table ignore temporary temp if"
  ).split(" "),
);

/** Its keywords are in capitals, and not all of the rest is. */
export function isShouted(words: readonly Word[], keywords: readonly string[]): boolean {
  const capitals = keywords.every((keyword) => words.some(({ text, isUpper }) => text === keyword && isUpper));
  const rest = words.filter(({ text, isWord }) => isWord && !keywords.includes(text) && !clauses.has(text));
  return capitals && (rest.length === 0 || rest.some(({ isUpper }) => !isUpper));
}
