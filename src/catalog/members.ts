// What belongs to an object of a catalog, and what refers to it.

import type { Catalog, CatalogObject } from "./catalog.ts";
import type { ObjectId } from "./object-id.ts";
import { oncePerCatalog } from "./once.ts";

interface Index {
  readonly byParent: ReadonlyMap<ObjectId, readonly CatalogObject[]>;
  readonly byUsed: ReadonlyMap<ObjectId, readonly CatalogObject[]>;
}

const indexOf = oncePerCatalog((catalog): Index => {
  const byParent = new Map<ObjectId, CatalogObject[]>();
  const byUsed = new Map<ObjectId, CatalogObject[]>();
  const add = (map: Map<ObjectId, CatalogObject[]>, key: ObjectId, object: CatalogObject) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [object]);
    else list.push(object);
  };
  for (const object of catalog.objects.values()) {
    if (object.parent !== undefined) add(byParent, object.parent, object);
    for (const used of object.uses ?? []) add(byUsed, used, object);
  }
  return { byParent, byUsed };
});

/** What belongs to a table, of whatever kind. */
export function allMembersOf(table: ObjectId | undefined, catalog: Catalog): readonly CatalogObject[] {
  return table === undefined ? [] : (indexOf(catalog).byParent.get(table) ?? []);
}

/** What belongs to a table and is of this kind. */
export function membersOf(table: ObjectId | undefined, kind: string, catalog: Catalog): CatalogObject[] {
  return allMembersOf(table, catalog).filter((object) => object.kind === kind);
}

/** What refers to an object. */
export function usersOf(id: ObjectId, catalog: Catalog): readonly CatalogObject[] {
  return indexOf(catalog).byUsed.get(id) ?? [];
}
