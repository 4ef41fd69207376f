// One statement of those in a string of the source, with its place there. PostgreSQL's grammar says where each ends; where it
// refuses the string as a whole, its lexer does.

import { isTree, type ParseRefusal, parseOrRefuse, type Tree } from "../../sql/parse.ts";
import type { Hole, SourceStatement } from "../source/statement.ts";
import { fromBytes, fromCharacters, type Word, wordsOf } from "./words.ts";

export interface Unit {
  readonly source: SourceStatement;
  readonly sql: string;
  /** Where it begins in the source's `sql`. */
  readonly offset: number;
  /** Those of the source that are in it, counted from its beginning. */
  readonly holes: readonly Hole[];
  /** Its node in PostgreSQL's parse tree, as `{ SelectStmt: … }`. */
  readonly tree?: Tree;
  /** Where it can't be parsed. `at` in UTF-16 units. */
  readonly refused?: { readonly message: string; readonly at?: number };
}

export function unitsOf(source: SourceStatement): readonly Unit[] {
  const { sql } = source;
  if (sql.trim() === "") return [];
  const parsed = parseOrRefuse(sql);
  if (!isRefusal(parsed)) {
    const [only, ...others] = parsed;
    // Places in a tree are those of the text that was parsed.
    if (others.length === 0) return only === undefined ? [] : [withTree(part(source, 0, sql.length), only.tree)];
    const unitAt = fromBytes(sql);
    return parsed.map(({ start, end }) => parsedUnit(part(source, ...trimmed(sql, unitAt(start), unitAt(end)))));
  }
  const pieces = piecesOf(sql);
  if (pieces.length < 2) return [refusedUnit(part(source, 0, sql.length), parsed)];
  return untilRoutine(pieces.map(([from, to]) => parsedUnit(part(source, from, to))));
}

const isRefusal = (parsed: ReturnType<typeof parseOrRefuse>): parsed is ParseRefusal => "message" in parsed;

function parsedUnit(unit: Unit): Unit {
  const parsed = parseOrRefuse(unit.sql);
  if (isRefusal(parsed)) return refusedUnit(unit, parsed);
  return withTree(unit, parsed[0]?.tree);
}

const withTree = (unit: Unit, tree: unknown): Unit => (isTree(tree) ? { ...unit, tree } : unit);

function refusedUnit(unit: Unit, { message, at }: ParseRefusal): Unit {
  return { ...unit, refused: { message, ...(at !== undefined && { at: fromCharacters(unit.sql, at) }) } };
}

function part(source: SourceStatement, from: number, to: number): Unit {
  const holes = source.holes.filter(({ at }) => at >= from && at < to).map((hole) => ({ ...hole, at: hole.at - from }));
  return { source, sql: source.sql.slice(from, to), offset: from, holes };
}

/** Between its semicolons, those within parentheses apart. */
function piecesOf(sql: string): (readonly [number, number])[] {
  const pieces: (readonly [number, number])[] = [];
  let depth = 0;
  let from = 0;
  const end = (to: number) => {
    const [start, stop] = trimmed(sql, from, to);
    if (start < stop) pieces.push([start, stop]);
  };
  for (const { text, at, end: after } of wordsOf(sql)) {
    if (text === "(") depth += 1;
    else if (text === ")") depth -= 1;
    else if (text === ";" && depth === 0) {
      end(at);
      from = after;
    }
  }
  end(sql.length);
  return pieces;
}

function trimmed(sql: string, from: number, to: number): readonly [number, number] {
  const text = sql.slice(from, to);
  const start = from + text.length - text.trimStart().length;
  return [start, Math.max(start, from + text.trimEnd().length)];
}

const routines = /^(?:trigger|function|procedure|event)$/;
/** What may stand before it. */
const before = new Set(["definer", "or", "aggregate"]);

/** Does it make code that is stored in the database? */
export function makesRoutine([create, second, ...words]: readonly Word[]): boolean {
  if (create?.lower !== "create" || second === undefined) return false;
  return (
    routines.test(second.lower) ||
    (before.has(second.lower) && words.slice(0, 12).some(({ lower }) => routines.test(lower)))
  );
}

/** What follows the head of a routine that can't be parsed is its body, which ends nobody knows where. */
function untilRoutine(units: readonly Unit[]): readonly Unit[] {
  const at = units.findIndex((unit) => unit.refused !== undefined && makesRoutine(wordsOf(unit.sql, unit.refused.at)));
  return at === -1 ? units : units.slice(0, at + 1);
}
