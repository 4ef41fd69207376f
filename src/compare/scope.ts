// What is outside of the scope is not compared on either side: it is counted, and never drift.

import type { Catalog, CatalogObject, Side, Unread } from "../catalog/catalog.ts";
import { dotted, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";
import { kindNamed } from "../kinds/registry.ts";
import { isInScope, type Scope } from "./in-scope.ts";
import type { Step } from "./step.ts";

export const scope: Step = {
  name: "scope",
  why: "Several applications share one database, and a check is about the schemas and tables of one of them.",
  neverHides:
    "That something was left out: it is counted, and a scope that leaves one side without objects is an error.",
  run: (comparison, options) => {
    const [declared, live] = bothInScope(comparison.declared, comparison.live, options.scope ?? {});
    if (options.allowEmpty !== true) {
      refuseNothingInScope("declared", declared, comparison.declared);
      refuseNothingInScope("live", live, comparison.live);
    }
    return { ...comparison, declared, live, whole: { declared: comparison.declared, live: comparison.live } };
  },
};

export const outside = "outside the environment's scope";

/** Both catalogs without what is outside, which is counted in `notCompared`. A schema goes with the last of what it holds. */
function bothInScope(declared: Catalog, live: Catalog, scope: Scope): readonly [Catalog, Catalog] {
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
    const before = verdicts.get(id);
    if (before !== undefined) return before;
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
function refuseNothingInScope(side: Side, { objects, notCompared }: Catalog, whole: Catalog): void {
  for (const { kind } of objects.values()) if (!kindNamed(kind)?.inEveryDatabase) return;
  if (!notCompared.some(({ reason }) => reason === outside)) return;
  const schemas = [...whole.objects.values()].filter(({ kind }) => kind === "schema").map(({ id }) => dotted(id));
  const there = schemas.length === 0 ? "no schema" : `the schemas ${schemas.join(", ")}`;
  throw new UsageError(
    `the scope excludes everything on the ${side} side, which has ${there}. Correct the scope, or add a map-schema.`,
  );
}
