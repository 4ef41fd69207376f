// The keys of indexes and constraints as statements take them: a catalog writes column names without regard to keywords.

import { membersOf } from "../catalog/members.ts";
import { nameOf, type ObjectId, parseObjectId, quoteName, unquoted } from "../catalog/object-id.ts";
import { identifier, identifiers } from "../sql/identifier.ts";
import { parseStatements } from "../sql/parse.ts";
import type { Context } from "./statement.ts";

/** Columns, as in `(id, "order")`. @param written each quoted or not */
export function columnList(written: readonly string[]): string {
  return `(${written.map((name) => identifier(unquoted(name))).join(", ")})`;
}

/** A path that a catalog tells without its kind: `public.users`. */
export function pathNamed(dotted: string): readonly string[] {
  return parseObjectId(`it:${dotted}`).path;
}

export const nameOfPath = (dotted: string): string => identifiers(...pathNamed(dotted));

/** The keys of an index, each with its order and operator class. @param relation what it is an index of */
export function indexKeys(keys: readonly string[], relation: ObjectId | undefined, context: Context): string {
  const columns = membersOf(relation, "column", context.catalog).map(({ id }) => nameOf(id));
  return keys.map((key) => indexKey(key, columns)).join(", ");
}

function indexKey(key: string, columns: readonly string[]): string {
  const column = columns.find((name) => key === quoteName(name) || key.startsWith(`${quoteName(name)} `));
  if (column !== undefined) return identifier(column) + key.slice(quoteName(column).length);
  return parseStatements(`CREATE INDEX ON t (${key})`) === undefined ? `(${key})` : key;
}
