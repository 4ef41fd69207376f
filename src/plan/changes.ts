// The differences between what is and what is to be, both in one database's names: what is made, dropped, renamed, altered.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";

export interface Alteration {
  readonly from: CatalogObject;
  readonly to: CatalogObject;
  readonly attributes: readonly string[];
}

export interface Changes {
  /** With what belongs to each: a table's columns. */
  readonly created: ReadonlySet<ObjectId>;
  readonly dropped: ReadonlySet<ObjectId>;
  readonly altered: readonly Alteration[];
  /** Of the altered ones, those whose names differ are renamed first; others may be in here without an attribute. */
  readonly renamed: readonly Alteration[];
}

/** @param renames from an id of the one catalog to that of the same object in the other */
export function changesBetween(from: Catalog, to: Catalog, renames: ReadonlyMap<ObjectId, ObjectId>): Changes {
  const taken = new Set(renames.values());
  const renamed: Alteration[] = [];
  const altered: Alteration[] = [];
  const dropped = new Set<ObjectId>();
  const met = new Set<ObjectId>();
  for (const object of from.objects.values()) {
    const id = renames.get(object.id) ?? object.id;
    const other = renames.has(object.id) || !taken.has(id) ? to.objects.get(id) : undefined;
    if (other === undefined) {
      dropped.add(object.id);
      continue;
    }
    met.add(id);
    const change = { from: object, to: other, attributes: differingAttributes(object, other) };
    if (id !== object.id) renamed.push(change);
    if (change.attributes.length > 0) altered.push(change);
  }
  const created = new Set([...to.objects.keys()].filter((id) => !met.has(id)));
  return { created, dropped, altered, renamed };
}

export function differingAttributes(from: CatalogObject, to: CatalogObject): string[] {
  const names = new Set([...Object.keys(from.attributes), ...Object.keys(to.attributes)]);
  return [...names].filter((name) => !isDeepStrictEqual(from.attributes[name], to.attributes[name]));
}
