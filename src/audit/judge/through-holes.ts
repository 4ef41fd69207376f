// A statement with holes that PostgreSQL's grammar refuses: is that because of what stands for a hole, or whatever stands there?
// Each sort of SQL that a program may put there is tried. Where the grammar passes a hole with some of them, and with all of those
// stops at one word that no hole touches, that word is what it refuses.

import { parseOrRefuse } from "../../sql/parse.ts";
import type { Refused } from "../statement/answer.ts";
import { type Replacement, rewrite } from "../statement/rewrite.ts";
import type { Unit } from "../statement/unit.ts";
import { fromCharacters, type Word, wordAt, wordsOf } from "../statement/words.ts";
import { ofAnything, ofName } from "./fillings.ts";
import { asLiteral, refusedByServer } from "./literals.ts";

/** A statement with more is put together elsewhere. */
const mostHoles = 8;
/** In characters. */
const longest = 8_000;
/** Of the fillings of one hole, so many are followed to the next. */
const mostFollowed = 3;
/** Parameters that drivers write as literals. */
const mostLiterals = 8;

interface Place {
  readonly at: number;
  readonly end: number;
  readonly fillings: readonly string[];
}

/** The statement with some of its holes filled. */
interface Tried {
  readonly filled: readonly string[];
  readonly isTaken: boolean;
  /** The word at which the grammar stopped: where it begins and ends in the statement. Undefined at the end. */
  readonly stopped?: { readonly at: number; readonly end: number };
  readonly message?: string;
  /** It stopped after the word that follows the last hole that is filled. */
  readonly isPast: boolean;
}

/** Undefined where a filling may make it one of PostgreSQL's. */
export function refusedThroughHoles({ sql, holes }: Unit): Refused | undefined {
  const places = holes.filter(({ as }) => as === "unknown").map(({ at }) => placeOf(sql, at));
  if (places.length > mostHoles || sql.length > longest || !isBalanced(fill(sql, places, []).sql)) return undefined;
  if (isTakenSoon(sql, places)) return undefined;
  let followed: readonly Tried[] = [attempt(sql, places, [])];
  for (const [index, place] of places.entries()) {
    const [open, closed] = parted(followed, (each) => reaches(each, place));
    if (open.length === 0) break;
    const next = everyFilling(sql, places, index, open);
    if (next.some(({ isTaken }) => isTaken)) return undefined;
    followed = diverse([...closed, ...next]);
  }
  return agreed(followed);
}

/** With the likeliest that fits in each hole: most statements are found to be PostgreSQL's by that. */
function isTakenSoon(sql: string, places: readonly Place[]): boolean {
  let filled: readonly string[] = [];
  for (const [index, place] of places.entries()) {
    for (const filling of [...place.fillings, ""]) {
      const tried = attempt(sql, places, [...filled, filling]);
      if (tried.isTaken) return true;
      if (!passes(tried, sql, places, index)) continue;
      filled = tried.filled;
      break;
    }
    if (filled.length <= index) return false;
  }
  return false;
}

/** Of those that stopped at one place the first tries all, the others what has fitted there. */
function everyFilling(sql: string, places: readonly Place[], index: number, open: readonly Tried[]): readonly Tried[] {
  const fitting = new Map<number | undefined, readonly string[]>();
  return open.flatMap(({ filled, stopped }) => {
    const fillings = fitting.get(stopped?.at) ?? places[index]?.fillings ?? [];
    const tried = fillings
      .map((filling) => attempt(sql, places, [...filled, filling]))
      .filter((each) => each.isTaken || passes(each, sql, places, index));
    if (!fitting.has(stopped?.at))
      fitting.set(
        stopped?.at,
        tried.flatMap(({ filled: all }) => all.at(-1) ?? []),
      );
    return tried;
  });
}

const reaches = ({ stopped }: Tried, place: Place) => stopped === undefined || place.at <= stopped.end;

const passes = (tried: Tried, sql: string, places: readonly Place[], index: number) =>
  tried.isPast || touches(tried, sql, places[index], places[index + 1]?.at);

/** All stop at one word. */
function agreed([first, ...others]: readonly Tried[]): Refused | undefined {
  const { stopped, message, isPast = false } = first ?? {};
  // What the lexer cannot end, a hole may.
  if (stopped === undefined || message === undefined || !isPast || /^(?:unterminated|invalid)/.test(message))
    return undefined;
  const isOne = others.every((other) => other.isPast && other.stopped?.at === stopped.at);
  return isOne ? { code: "42601", message, at: stopped.at } : undefined;
}

/** The next hole follows at once, and what stands there decides. */
function touches({ stopped }: Tried, sql: string, place: Place | undefined, next: number | undefined): boolean {
  return stopped?.at === next && next !== undefined && sql.slice(place?.end, next).trim() === "";
}

function placeOf(sql: string, at: number): Place {
  const end = at + (/^\$\d+/.exec(sql.slice(at))?.[0].length ?? 0);
  const isPart = /[\w.`"$]/.test(sql[at - 1] ?? " ") || /[\w"`]/.test(sql[end] ?? " ");
  return { at, end, fillings: isPart ? ofName : ofAnything };
}

/** Those that are not filled yet are parameters, and names as parts of words. */
function fill(sql: string, places: readonly Place[], filled: readonly string[], literals: readonly Replacement[] = []) {
  const replacements = places.flatMap(({ at, end, fillings }, index) => {
    const text = filled[index] ?? (fillings === ofName ? "n" : undefined);
    return text === undefined ? [] : [{ at, end, text }];
  });
  return rewrite(
    sql,
    [...replacements, ...literals].sort((a, b) => a.at - b.at),
  );
}

function attempt(sql: string, places: readonly Place[], filled: readonly string[]): Tried {
  const literals: Replacement[] = [];
  for (;;) {
    const { sql: text, back } = fill(sql, places, filled, literals);
    const refusal = refusalOf(text);
    if (refusal === undefined) return { filled, isTaken: true, isPast: true };
    const words = wordsOf(text, refusal.at);
    const index = wordAt(words, refusal.at);
    const word = words[index];
    const { message } = refusal;
    if (word === undefined) return { filled, isTaken: false, message, isPast: false };
    const stopped = { at: back(word.at), end: back(word.end - 1) + 1 };
    const literal = word.isParameter ? asLiteral(word, words[index - 1], words[index + 1]) : undefined;
    const isHole = places.some(({ at }) => at === stopped.at);
    if (literal === undefined || isHole || literals.length === mostLiterals) {
      // Of a rule that it knows and refuses, as `LIMIT 1, 2`, the grammar names the first word and has read more.
      const read = message.startsWith("syntax error") ? index : index + 2;
      const hole = places[filled.length - 1];
      const isPast = hole === undefined || stopped.end < hole.at || isAfter(hole, words, read, back);
      return { filled, isTaken: false, stopped, message, isPast };
    }
    literals.push({ ...stopped, text: literal });
  }
}

/** `INTERVAL $1 DAY` is refused whatever the parameter is. */
function refusalOf(text: string): { readonly message: string; readonly at?: number } | undefined {
  const parsed = parseOrRefuse(text);
  if (!("message" in parsed)) return refusedByServer(text);
  return { message: parsed.message, ...(parsed.at !== undefined && { at: fromCharacters(text, parsed.at) }) };
}

/** At least one word lies between the hole and the place. */
function isAfter(hole: Place, words: readonly Word[], stopped: number, back: (at: number) => number): boolean {
  const next = words.findIndex((word) => back(word.end - 1) + 1 > hole.end);
  return next !== -1 && stopped > next;
}

/** A hole may close what the statement opens. */
function isBalanced(sql: string): boolean {
  let depth = 0;
  for (const { text } of wordsOf(sql)) {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** One of each place at which they stop, then more. */
function diverse(all: readonly Tried[]): readonly Tried[] {
  const seen = new Map<number | undefined, number>();
  const turns = all.map((each) => {
    const turn = seen.get(each.stopped?.at) ?? 0;
    seen.set(each.stopped?.at, turn + 1);
    return turn;
  });
  const order = [...all.keys()].sort((a, b) => (turns[a] ?? 0) - (turns[b] ?? 0) || a - b);
  return order.slice(0, mostFollowed).flatMap((index) => all[index] ?? []);
}

function parted<T>(all: readonly T[], isFirst: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}
