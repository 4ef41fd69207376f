// What of a database is ours. What is outside is not compared on either side: it is counted, and never drift.
// Names are the declared ones, after --map-schema.

import type { Catalog, CatalogObject, Side, Unread } from "../catalog/catalog.ts";
import { dotted, type ObjectId, objectId, parseObjectId, quoteName } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";
import { matchesGlob } from "../input/glob.ts";
import { kindNamed } from "../kinds/registry.ts";

/** In scope is what one of the globs matches (all, where none is without `!`) and none with `!`. */
export interface Scope {
  /** Over names of schemas, for whatever is in a schema. */
  readonly schemas?: readonly string[];
  /** Over `schema.table`, for tables and foreign tables and what belongs to them. */
  readonly tables?: readonly string[];
}

/** Is it ours by its own name, or that of the table that it belongs to? */
export function isInScope(id: ObjectId, { schemas = [], tables = [] }: Scope): boolean {
  const { kind, path } = parseObjectId(id);
  const [schema = ""] = path;
  // A cast of the system's own types is in no schema of a user's.
  if (kindNamed(kind)?.global || schema === "pg_catalog") return true;
  if (!isMatched(quoteName(schema), schemas)) return false;
  return !isTable(kind) || isMatched(dotted(id), tables);
}

const isTable = (kind: string) => kind === "table" || kind === "foreign table";

function isMatched(name: string, globs: readonly string[]): boolean {
  const wanted = globs.filter((glob) => !glob.startsWith("!"));
  const unwanted = globs.filter((glob) => glob.startsWith("!"));
  const isOne = (glob: string) => matchesGlob(glob, name);
  return (wanted.length === 0 || wanted.some(isOne)) && !unwanted.some((glob) => isOne(glob.slice(1)));
}

export const outside = "outside the environment's scope";

/** Both catalogs without what is outside, which is counted in `notCompared`. A schema goes with the last of what it holds. */
export function bothInScope(declared: Catalog, live: Catalog, scope: Scope): readonly [Catalog, Catalog] {
  if (scope.schemas === undefined && scope.tables === undefined) return [declared, live];
  const [ours, theirs] = [inScope(declared, scope), inScope(live, scope)];
  const before = heldBy([declared, live]);
  const after = heldBy([ours, theirs]);
  const isEmptied = (id: ObjectId) => before.has(id) && !after.has(id);
  return [withoutSchemas(ours, isEmptied), withoutSchemas(theirs, isEmptied)];
}

/** The schemas in which one side or the other has anything. */
function heldBy(catalogs: readonly Catalog[]): Set<ObjectId> {
  const schemas = new Set<ObjectId>();
  for (const { objects } of catalogs) {
    for (const { id, kind } of objects.values()) {
      const [schema] = parseObjectId(id).path;
      if (kind !== "schema" && kindNamed(kind)?.global !== true && schema !== undefined)
        schemas.add(objectId("schema", [schema]));
    }
  }
  return schemas;
}

function withoutSchemas(catalog: Catalog, isGone: (id: ObjectId) => boolean): Catalog {
  const gone = [...catalog.objects.values()].filter(({ id, kind }) => kind === "schema" && isGone(id));
  if (gone.length === 0) return catalog;
  const objects = new Map(catalog.objects);
  for (const { id } of gone) objects.delete(id);
  const counted = { what: "schema", count: gone.length, reason: outside };
  return { ...catalog, objects, notCompared: [...catalog.notCompared, counted] };
}

function inScope(catalog: Catalog, scope: Scope): Catalog {
  const verdicts = new Map<ObjectId, boolean>();
  const isOurs = (id: ObjectId): boolean => {
    const known = verdicts.get(id);
    if (known !== undefined) return known;
    const parent = catalog.objects.get(id)?.parent;
    const verdict = isInScope(id, scope) && (parent === undefined || isOurs(parent));
    verdicts.set(id, verdict);
    return verdict;
  };
  const objects = new Map<ObjectId, CatalogObject>();
  const gone = new Map<string, number>();
  for (const object of catalog.objects.values()) {
    if (isOurs(object.id)) objects.set(object.id, object);
    // What goes with its parent is counted with it.
    else if (object.parent === undefined || isOurs(object.parent))
      gone.set(object.kind, (gone.get(object.kind) ?? 0) + 1);
  }
  const notCompared = catalog.notCompared.filter(({ id, what }) => {
    if (id === undefined || isOurs(id)) return true;
    gone.set(what, (gone.get(what) ?? 0) + 1);
    return false;
  });
  const counted = [...gone].map(([what, count]): Unread => ({ what, count, reason: outside }));
  return { ...catalog, objects, notCompared: [...notCompared, ...counted] };
}

/**
 * "No drift" over a scope in which there is nothing would be no answer.
 * @throws UsageError
 */
export function refuseNothingInScope(side: Side, { objects, notCompared }: Catalog, whole: Catalog): void {
  for (const { kind } of objects.values()) if (kind !== "schema" && kind !== "extension") return;
  if (!notCompared.some(({ reason }) => reason === outside)) return;
  const schemas = [...whole.objects.values()].filter(({ kind }) => kind === "schema").map(({ id }) => dotted(id));
  const there = schemas.length === 0 ? "no schema" : `the schemas ${schemas.join(", ")}`;
  throw new UsageError(
    `the scope excludes everything on the ${side} side, which has ${there}. Correct the scope, or add a map-schema.`,
  );
}
