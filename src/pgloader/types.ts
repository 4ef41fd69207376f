// Whether a column can be one that a migration tool wrote a type for: as PostgreSQL has it, or as pgloader moved it from MySQL or
// SQLite. It may hold more than the tool's, never less, and never something else.

import { parseType, type SqlType } from "../sql/expression.ts";

const integers = ["int2", "int4", "int8"];
const moments = ["timestamp", "timestamptz"];
const strings = ["varchar", "text"];

/** @param wanted the tool's own, `|` between those of its versions */
export function fitsType(type: string, wanted: string): boolean {
  return wanted.split("|").some((each) => {
    const [live, own] = [parseType(type), parseType(each)];
    return live !== undefined && own !== undefined && live.dimensions === own.dimensions && fits(live, own);
  });
}

function fits(live: SqlType, own: SqlType): boolean {
  // MySQL's datetime has become timestamptz, and its precision has been lost; some projects have a tool use timestamptz.
  if (moments.includes(own.name)) return moments.includes(live.name);
  // int(11) has become bigint, and so has SQLite's only integer.
  if (integers.includes(own.name)) return integers.indexOf(live.name) >= integers.indexOf(own.name);
  // SQLite has lost the length, and projects give more room to names that are long.
  if (strings.includes(own.name)) return strings.includes(live.name) && roomOf(live) >= roomOf(own);
  return live.name === own.name && live.modifiers.join() === own.modifiers.join();
}

const roomOf = ({ modifiers: [length = Number.POSITIVE_INFINITY] }: SqlType) => length;
