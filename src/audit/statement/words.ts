// The words of a statement as PostgreSQL's lexer reads them, by their place in the text. No other code cuts SQL into words.

import { nameOfToken } from "../../sql/names.ts";
import { type Token, tokens } from "../../sql/parse.ts";

export interface Word {
  readonly text: string;
  /** In small letters, for keywords and names of functions. */
  readonly lower: string;
  /** In UTF-16 units, as `slice` counts. */
  readonly at: number;
  readonly end: number;
  readonly isParameter: boolean;
  /** A string, of any sort of quoting. */
  readonly isString: boolean;
  /** A keyword that no table or column can be called without quotes. */
  readonly isReserved: boolean;
}

const comments = new Set(["SQL_COMMENT", "C_COMMENT"]);
const strings = new Set(["SCONST", "USCONST", "XCONST", "BCONST"]);
// RESERVED_KEYWORD also stands for itself; the third sort can name a function or a type, and no table.
const reserved = new Set(["RESERVED_KEYWORD", "TYPE_FUNC_NAME_KEYWORD"]);

/** Without comments. Of a text that the lexer refuses at some place, those before it. */
export function wordsOf(sql: string, refusedAt?: number): readonly Word[] {
  const all = tokens(sql);
  if (all === undefined)
    return refusedAt === undefined || refusedAt >= sql.length ? [] : wordsOf(sql.slice(0, refusedAt));
  const unitAt = fromBytes(sql);
  return all.filter(({ tokenName }) => !comments.has(tokenName)).map((token) => wordOf(token, unitAt));
}

function wordOf({ text, start, end, tokenName, keywordName }: Token, unitAt: (byte: number) => number): Word {
  return {
    text,
    lower: text.toLowerCase(),
    at: unitAt(start),
    end: unitAt(end),
    isParameter: tokenName === "PARAM",
    isString: strings.has(tokenName),
    isReserved: reserved.has(keywordName),
  };
}

/** The name that a word stands for: folded as PostgreSQL does, or as it is in quotes. */
export const nameOf = ({ text }: Word): string => nameOfToken(text);

/** The word at a place or around it. */
export function wordAt(words: readonly Word[], at: number | undefined): number {
  return at === undefined ? -1 : words.findIndex((word) => word.at <= at && at < word.end);
}

/** From an offset in the bytes of UTF-8 to one in UTF-16 units. */
export function fromBytes(text: string): (byte: number) => number {
  if (Buffer.byteLength(text) === text.length) return (byte) => byte;
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    for (let byte = 0; byte < Buffer.byteLength(character); byte += 1) units.push(unit);
    unit += character.length;
  }
  return (byte) => units[byte] ?? text.length;
}

/** From an offset in characters (code points), as PostgreSQL's errors have it, to one in UTF-16 units. */
export function fromCharacters(text: string, at: number): number {
  let units = 0;
  let left = at;
  for (const character of text) {
    if (left === 0) break;
    left -= 1;
    units += character.length;
  }
  return units;
}
