// What becomes of a column's values when its type changes: whether PostgreSQL writes each row again, and which values are lost or
// make it fail. https://www.postgresql.org/docs/18/sql-altertable.html, under Notes. In doubt it says that a value can be lost.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseType, type SqlType } from "../../sql/expression.ts";
import { literal } from "../../sql/literal.ts";

interface Fails {
  readonly what: (from: string, to: string) => string;
  /** A condition that the rows concerned fulfil. */
  readonly where: (column: string, major: number) => string;
}

export interface Conversion {
  /** The type itself is another, not only its length or precision. */
  readonly isOther: boolean;
  readonly rewrites: boolean;
  readonly fails?: Fails;
}

const ranges: Readonly<Record<string, readonly [string, string]>> = {
  int2: ["-32768", "32767"],
  int4: ["-2147483648", "2147483647"],
  int8: ["-9223372036854775808", "9223372036854775807"],
};
const integers = Object.keys(ranges);

// Nothing can be lost: every value of the first is one of the second.
const widening: Readonly<Record<string, readonly string[]>> = {
  int2: ["int4", "int8", "numeric", "float4", "float8"],
  int4: ["int8", "numeric", "float8"],
  int8: ["numeric"],
  float4: ["float8"],
  varchar: ["text"],
  bpchar: ["text", "varchar"],
  text: ["varchar"],
  date: ["timestamp"],
  inet: [],
  cidr: ["inet"],
  bit: ["varbit"],
  jsonb: ["json"],
  name: ["text", "varchar"],
  uuid: ["text", "varchar"],
  bool: ["text", "varchar"],
};

// The bytes are the same, so that no row is written again.
const sameBytes = ["varchar text", "text varchar", "cidr inet", "varchar varchar", "varbit varbit"];

/** @param column whose collation or type it is */
export function conversionOf(from: string, to: string, column: CatalogObject): Conversion {
  const [old, wanted] = [parseType(from), parseType(to)];
  if (old === undefined || wanted === undefined) return { isOther: true, rewrites: true, fails: cast };
  if (from === to) return { isOther: false, rewrites: column.attributes.type !== to };
  if (old.dimensions !== wanted.dimensions) return { isOther: true, rewrites: true, fails: cast };
  if (old.name === wanted.name) return { isOther: false, ...modified(old, wanted) };
  return { isOther: true, ...another(old, wanted, to) };
}

const texts = ["text", "varchar", "bpchar"];

/** From PostgreSQL 16 on it can be asked which texts a type refuses. */
const parsed = (to: string): Fails => ({
  what: () => `A text that is no ${to} makes it fail.`,
  where: (column, major) =>
    major >= 16 ? `NOT pg_input_is_valid(${column}::text, ${literal(to)})` : `${column} IS NOT NULL`,
});

type Told = Pick<Conversion, "rewrites" | "fails">;

function another(old: SqlType, wanted: SqlType, to: string): Told {
  const rewrites = !sameBytes.includes(`${old.name} ${wanted.name}`) || wanted.modifiers.length > 0;
  const [least, most] = ranges[wanted.name] ?? [];
  if (integers.includes(old.name) && least !== undefined && integers.indexOf(old.name) > integers.indexOf(wanted.name))
    return { rewrites, fails: { what: tooLarge, where: (column) => `${column} NOT BETWEEN ${least} AND ${most}` } };
  if (["timestamp", "timestamptz"].includes(old.name) && ["timestamp", "timestamptz"].includes(wanted.name))
    return { rewrites, fails: { what: ofZone, where: (column) => `${column} IS NOT NULL` } };
  const isSafe = widening[old.name]?.includes(wanted.name) === true || toText(old, wanted);
  if (!isSafe) return { rewrites, fails: texts.includes(old.name) ? parsed(to) : cast };
  const [length] = wanted.modifiers;
  if (length === undefined) return { rewrites };
  return wanted.name === "varchar" ? { rewrites, fails: tooLong(length) } : { rewrites, fails: cast };
}

/** Whatever it is, its text is all of it. */
const toText = (old: SqlType, wanted: SqlType) =>
  ["text", "varchar"].includes(wanted.name) && wanted.modifiers.length === 0 && old.dimensions === 0;

function modified(old: SqlType, wanted: SqlType): Told {
  const [was, scaleWas = 0] = old.modifiers;
  const [is, scaleIs = 0] = wanted.modifiers;
  const isBytes = ["varchar", "varbit"].includes(wanted.name);
  if (is === undefined) return { rewrites: ["bpchar", "bit", "interval"].includes(wanted.name) };
  if (wanted.name === "numeric") {
    const fits = was !== undefined && scaleIs >= scaleWas && is - scaleIs >= was - scaleWas;
    if (fits) return { rewrites: scaleIs !== scaleWas };
    const limit = `1e${is - scaleIs}`;
    const where = (column: string) =>
      `abs(round(${column}, ${scaleIs})) >= ${limit} OR ${column} <> round(${column}, ${scaleIs})`;
    return { rewrites: true, fails: { what: roundedOff, where } };
  }
  if (was !== undefined && is >= was) return { rewrites: !isBytes && wanted.name === "bpchar" };
  if (["varchar", "bpchar"].includes(wanted.name)) return { rewrites: true, fails: tooLong(is) };
  // Fractions of a second beyond six are nobody's.
  if (was === undefined && is >= 6) return { rewrites: false };
  return { rewrites: true, fails: { what: roundedOff, where: (column) => `${column} IS NOT NULL` } };
}

const tooLong = (length: number) => ({
  what: (_: string, to: string) => `A value that is too long for ${to} makes it fail.`,
  where: (column: string) => `char_length(${column}::text) > ${length}`,
});
const tooLarge = (_: string, to: string) => `A value that is out of range for ${to} makes it fail.`;
const roundedOff = (from: string, to: string) => `Values of ${from} are rounded to ${to}, or make it fail.`;
const ofZone = (from: string, to: string) =>
  `Values of ${from} become ${to} as the session's TimeZone has it: set that first.`;

const cast: Fails = {
  what: (from, to) => `The cast from ${from} to ${to} can fail or lose something of a value.`,
  where: (column) => `${column} IS NOT NULL`,
};
