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
  for (const { sort, text, at } of tokensOf(sql)) {
    const written = sql.slice(at, at + text.length);
    words.push({
      text: text.replace(/^[`"]|[`"]$/g, "").toLowerCase(),
      isWord: sort === "word",
      isUpper: sort === "word" && written === written.toUpperCase() && written !== written.toLowerCase(),
      isTitle: sort === "word" && /^[A-Z][a-z]+$/.test(written),
      isClose: at > 0 && !/\s/.test(sql[at - 1] ?? ""),
    });
    if (words.length === most) break;
  }
  return words.filter(({ text }) => text !== "");
}

/** What no sentence has: a comparison, `*`, `a.b` in one, a call, a parameter. */
export function hasMarks(words: readonly Word[]): boolean {
  return words.some(({ text, isClose, isWord }, at) => {
    if (/^[=<>]$/.test(text) || (text === "*" && words[0]?.isTitle !== true)) return true;
    const next = words[at + 1];
    if (text === "." && isClose && next?.isWord === true && next.isClose) return words[at - 1]?.isWord === true;
    if (text === "(" && isClose && words[at - 1]?.isWord === true)
      return words.slice(at).some((each) => each.text === ")");
    return (
      text === "$" &&
      isWord === false &&
      /^\d/.test(next?.text ?? "") &&
      /^(?:limit|offset|in|like)$/.test(words[at - 1]?.text ?? "")
    );
  });
}

/** Its keywords are in capitals, and not all of the rest is. */
export function isShouted(words: readonly Word[], keywords: readonly string[]): boolean {
  const capitals = keywords.every((keyword) => words.some(({ text, isUpper }) => text === keyword && isUpper));
  const rest = words.filter(({ text, isWord }) => isWord && !keywords.includes(text));
  return capitals && (rest.length === 0 || rest.some(({ isUpper }) => !isUpper));
}
