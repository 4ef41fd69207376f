// How statements name objects that SQL does not name by their whole id.

import type { CatalogObject } from "../catalog/catalog.ts";
import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { identifier, identifiers } from "../sql/identifier.ts";
import { tokens } from "../sql/parse.ts";

/** Of what is named under a table: its own name. */
export const ownName = (id: ObjectId): string => identifier(parseObjectId(id).path.at(-1) ?? "");

/** Of what is named under a table (or domain, or view): that. */
export const ownerName = (id: ObjectId): string => identifiers(...parseObjectId(id).path.slice(0, -1));

/** Of an index, which lives in its table's schema. */
export function besideOwner(id: ObjectId): string {
  const { path } = parseObjectId(id);
  return identifiers(path[0] ?? "", path.at(-1) ?? "");
}

/** Of what argument types tell apart: `public.f(integer)`. */
export function withSignature(id: ObjectId): string {
  const { path, signature = "" } = parseObjectId(id);
  return `${identifiers(...path)}(${signature})`;
}

/** As ALTER, COMMENT and DROP call a routine: an aggregate of no argument has a star in its place. */
export function routineName({ id, attributes }: CatalogObject): string {
  const name = withSignature(id);
  return attributes.type === "AGGREGATE" && name.endsWith("()") ? `${name.slice(0, -1)}*)` : name;
}

/** A routine's or operator's name without the argument types behind it, as another statement calls it. */
export function withoutArguments(printed: string): string {
  const opening = tokens(printed)?.find(({ text }) => text === "(");
  return opening === undefined ? printed : Buffer.from(printed).subarray(0, opening.start).toString();
}

/** One key of a name within a schema. */
export const keyOf = (schema: string, name: string) => `${schema}\n${name}`;
