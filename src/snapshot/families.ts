// The objects of a catalog as a snapshot has them: each root with its members, in the order in which they are written.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { nameOf, type ObjectId } from "../catalog/object-id.ts";
import type { Entry } from "./checks.ts";

/** An object that stands for itself, and what belongs to it and is named under it. */
export interface Family {
  readonly root: CatalogObject;
  readonly members: readonly CatalogObject[];
}

/** By the root's id, in no order. */
export function familiesOf({ objects }: Catalog): Map<ObjectId, Family> {
  const families = new Map<ObjectId, { root: CatalogObject; members: CatalogObject[] }>();
  const others: CatalogObject[] = [];
  for (const object of objects.values()) {
    if (isMember(object)) others.push(object);
    else families.set(object.id, { root: object, members: [] });
  }
  for (const object of others) if (object.parent !== undefined) families.get(object.parent)?.members.push(object);
  return families;
}

/** Is its id its parent's and one name more? */
function isMember({ id, kind, parent }: CatalogObject): boolean {
  if (parent === undefined) return false;
  const [from, start] = [parent.indexOf(":") + 1, kind.length + 1];
  return id[start + parent.length - from] === "." && id.startsWith(parent.slice(from), start);
}

/** By kind; then in their own order, where they have one, or by name. */
export function inOrder(members: readonly CatalogObject[]): readonly CatalogObject[] {
  // Servers mostly hand them out in order.
  const isSorted = members.every((member, at) => at === 0 || byPlace(members[at - 1] as CatalogObject, member) <= 0);
  return isSorted ? members : members.toSorted(byPlace);
}

function byPlace(a: CatalogObject, b: CatalogObject): number {
  if (a.ordinal !== undefined && b.ordinal !== undefined) return a.ordinal - b.ordinal;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A member's own name. */
export function memberName({ id, kind, parent = "" as ObjectId }: CatalogObject): string {
  const name = id.slice(kind.length + parent.length - parent.indexOf(":") + 1);
  // Most need no quotes, and to take an id apart takes longer than all the rest.
  return name.startsWith('"') || name.includes(".") ? nameOf(id) : name;
}

/** What is written of a root. */
export function rootEntry({ attributes, uses, parent }: CatalogObject): Entry {
  if (parent === undefined) return withUses(attributes, uses);
  return { ...withUses(attributes, uses), $parent: parent };
}

/** What is written of a member, whose parent is the root that it stands under. */
export const memberEntry = ({ attributes, uses }: CatalogObject): Entry => withUses(attributes, uses);

const withUses = (attributes: CatalogObject["attributes"], uses: CatalogObject["uses"] = []): Entry =>
  uses.length === 0 ? attributes : { ...attributes, $uses: uses };
