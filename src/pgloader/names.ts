// How pgloader names what it makes, and what of a name is left then. The one place that knows: it numbers indexes and keys
// by the oid of their table, lower-cases them, and PostgreSQL cuts the whole at 63 bytes.

import { kindsThat } from "../kinds/registry.ts";

/** The kinds that pgloader names anew on each load. A table or column of such a name was called so by a person. */
export const numberedKinds = kindsThat(({ hasIndex }) => hasIndex);

const numbering = /^idx_(\d+)_(.+)$/s;
const largestOid = 4294967295;
const longestName = 63; // bytes
const keptOfNumberedName = longestName - numberedName(largestOid, "").length;

/** As pgloader calls an index or a key on the table of this oid. */
export function numberedName(oid: number | string, name: string): string {
  return `idx_${oid}_${name}`;
}

export function isNumbered(name: string): boolean {
  return numbering.test(name);
}

/** The oid in a name that pgloader gave; undefined for any other name. */
export function numberIn(name: string): string | undefined {
  const [, number] = numbering.exec(name) ?? [];
  return number !== undefined && number.length <= String(largestOid).length ? number : undefined;
}

/** What pgloader numbered, whole; any other name as it is. */
export function originalName(name: string): string {
  return numbering.exec(name)?.[2] ?? name;
}

/** What pgloader numbered, cut to what every number leaves of it; undefined for any other name. */
function withoutNumber(name: string): string | undefined {
  const original = numbering.exec(name)?.[2];
  return original === undefined ? undefined : cut(original);
}

/** A name without pgloader's numbering, in lower case, cut to what the numbering leaves of it in any case. */
export function baseName(name: string): string {
  return withoutNumber(name.toLowerCase()) ?? keptOfName(name);
}

/** What numbering leaves of a name, in lower case. */
export function keptOfName(name: string): string {
  return cut(name.toLowerCase());
}

const cut = (name: string) => Buffer.from(name).subarray(0, keptOfNumberedName).toString();

/** The same for every load: with a star where pgloader puts a number. */
export function nameOfAnyLoad(name: string): string {
  const base = withoutNumber(name);
  return base === undefined ? name : numberedName("*", base);
}

/** A numbered index that stands for the primary key: MySQL's, SQLite's own, or one that PostgreSQL named. */
export function isOfPrimaryKey(name: string): boolean {
  const lower = name.toLowerCase();
  return numberIn(lower) !== undefined && /^(?:_?primary|sqlite_autoindex_.+|.+_pkey)$/s.test(originalName(lower));
}

/** MySQL calls each primary key so; with `snake_case identifiers` it is _primary. */
export function isMysqlsPrimaryKey(name: string): boolean {
  return name.toLowerCase() !== "primary" && /^_?primary$/.test(baseName(name));
}

/** SQLite's own index behind a key: what pgloader makes of the key where it quotes identifiers. */
export function isSqlitesKey(name: string): boolean {
  return isNumbered(name) && /^sqlite_autoindex_/.test(originalName(name));
}

/** What the trigger and the function begin with that pgloader makes of MySQL's ON UPDATE CURRENT_TIMESTAMP. */
export const stampName = "on_update_current_timestamp";

/** As the tool writes it; in lower case, as pgloader does; in its `snake_case identifiers`. */
export function spellings(name: string): string[] {
  const snake = name.replace(/([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])/g, "$1$3_$2$4");
  return [name, name.toLowerCase(), snake.toLowerCase()];
}
