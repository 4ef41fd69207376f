// The objects of a catalog as a snapshot has them: each root with its members, in the order in which they are written.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { dotted, nameOf, type ObjectId } from "../catalog/object-id.ts";

/** An object that stands for itself, and what belongs to it and is named under it. */
export interface Family {
  readonly root: CatalogObject;
  readonly members: readonly CatalogObject[];
}

export function familiesOf({ objects }: Catalog): Map<ObjectId, Family> {
  const families = new Map<ObjectId, { root: CatalogObject; members: CatalogObject[] }>();
  const others: CatalogObject[] = [];
  for (const object of objects.values()) {
    if (isMember(object)) others.push(object);
    else families.set(object.id, { root: object, members: [] });
  }
  for (const object of others) families.get(object.parent as ObjectId)?.members.push(object);
  return families;
}

/** Is its id its parent's and one name more? */
export function isMember({ id, kind, parent }: CatalogObject): boolean {
  if (parent === undefined) return false;
  const [from, start] = [parent.indexOf(":") + 1, kind.length + 1];
  return id[start + parent.length - from] === "." && id.startsWith(parent.slice(from), start);
}

/** A member's own name. */
export function memberName({ id, parent = "" as ObjectId }: CatalogObject): string {
  const name = id.slice(id.indexOf(":") + dotted(parent as ObjectId).length + 2);
  // Most need no quotes, and an id that is taken apart takes longer than all the rest of it.
  return name.includes('"') || name.includes(".") ? nameOf(id) : name;
}

/** By kind; then in their own order, where they have one, or by name. */
export function inOrder(members: readonly CatalogObject[]): readonly CatalogObject[] {
  return members.length < 2 ? members : members.toSorted(byPlace);
}

function byPlace(a: CatalogObject, b: CatalogObject): number {
  if (a.ordinal !== undefined && b.ordinal !== undefined) return a.ordinal - b.ordinal;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
