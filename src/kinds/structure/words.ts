// Our words and pg-structure's for one thing: types with their modifiers, names in front of a text.
// Says less where it knows less; never what it can't know.

import type { Modified, Structure } from "./structure.ts";

/** A type with its modifier, as `format_type` prints it; `comparableType` says where it can't be told. */
export function modifiedType(
  structure: Structure,
  { type, length, precision, scale, arrayDimension }: Modified,
): string {
  const array = arrayDimension > 0 ? "[]" : "";
  const name = withoutModifier(structure.typeName(type), length !== undefined);
  const modifiers = [length ?? precision, scale].filter((modifier) => modifier !== undefined);
  if (modifiers.length === 0) return name + array;
  const [head, ...zone] = name.split(/(?= with)/);
  return `${head}(${modifiers.join(",")})${zone.join("")}${array}`;
}

/** `format_type` has one spelling for a type as such and another for a column of it that has no modifier. */
function withoutModifier(name: string, hasLength: boolean): string {
  // Looked up by its name, `character(5)` is found to be pg_catalog."char", which never has a length.
  if (hasLength) return name === '"char"' ? "character" : name;
  if (name === "character") return "bpchar";
  return name === "bit" ? '"bit"' : name;
}

/** Our spelling of a type less what pg-structure doesn't model; undefined where nothing can be compared. */
export function comparableType(type: string): string | undefined {
  // `interval day to second` is a modifier that it has no place for.
  if (type.startsWith("interval ")) return undefined;
  // It keeps the modifiers of PostgreSQL's own types only: not those of public.geometry(Point,4326).
  return type.includes(".") ? type.replace(/\([^"]*\)(?=(\[\])?$)/, "") : type;
}

/** The name, unquoted, at the start of a text in which `quote_ident` put it, and what follows. */
export function leadingName(text: string): { readonly name: string | undefined; readonly rest: string } {
  const match = /^(?:"((?:[^"]|"")+)"|([a-z_][a-z0-9_$]*))(?: |$)/.exec(text);
  return { name: match?.[2] ?? match?.[1]?.replaceAll('""', '"'), rest: text.slice(match?.[0].length ?? 0) };
}
