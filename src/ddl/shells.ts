// A type in a circle with the functions that read and print it: those need no more than its name, which a shell announces.

import type { Attributes, CatalogObject } from "../catalog/catalog.ts";
import { type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { optionalText } from "../kinds/row.ts";
import { nameInSql } from "../sql/identifier.ts";
import { namedIn } from "./references.ts";
import type { Context, Statement } from "./statement.ts";

const functions = [
  ...["input", "output", "receive", "send", "typmodIn", "typmodOut", "analyze", "subscript"],
  ...["canonical", "subtypeDiff"],
];

/** The functions of a type itself, as PostgreSQL prints them. */
export const functionsOfType = (own: Attributes): string[] =>
  functions.flatMap((name) => optionalText(own, name) ?? []);

/** Stands for the type that was announced, and is none yet. */
export const shellOf = (type: ObjectId): ObjectId => objectId("shell", parseObjectId(type).path);

export const announced = ({ id }: CatalogObject): Statement => ({
  sql: `CREATE TYPE ${nameInSql(id)}`,
  makes: [shellOf(id)],
});

/** What a function needs, with the shell in place of each type whose own it is. */
export function shellsFor(routine: CatalogObject, needs: readonly ObjectId[], context: Context): ObjectId[] {
  return needs.map((need) => {
    const own = context.catalog.objects.get(need)?.attributes ?? {};
    return namedIn(context, ...functionsOfType(own)).includes(routine.id) ? shellOf(need) : need;
  });
}
