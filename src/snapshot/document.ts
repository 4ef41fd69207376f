// A catalog as a document of plain values, and back: objects under the object that they belong to, sorted.

import type { Attributes, Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import { dotted, memberId, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { damaged, type Entry, entryOf, idOf, kindOf } from "./checks.ts";

/** What belongs to a root and is named under it: kind → name → entry. */
export interface Root {
  readonly attributes: Entry;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
}

export interface Document {
  readonly server: string;
  /** Owners and privileges are in it. */
  readonly privileges: boolean;
  /** The database's own settings are in it. */
  readonly ofDatabase: boolean;
  readonly notCompared: readonly Unread[];
  readonly roots: ReadonlyMap<string, Root>;
}

export function toDocument(catalog: Catalog): Document {
  const roots = new Map<string, { attributes: Entry; members: Map<string, Map<string, Entry>> }>();
  const objects = [...catalog.objects.values()].sort(byPlace);
  for (const object of objects)
    if (!isMember(object)) roots.set(object.id, { attributes: entry(object), members: new Map() });
  for (const object of objects) {
    const root = object.parent && roots.get(object.parent);
    if (!isMember(object) || !root) continue;
    const family = root.members.get(object.kind) ?? new Map<string, Entry>();
    root.members.set(object.kind, family.set(nameOf(object.id), entry(object)));
  }
  const { server, notCompared, privileges = false, ofDatabase = false } = catalog;
  return { server, privileges, ofDatabase, notCompared, roots };
}

function byPlace(a: CatalogObject, b: CatalogObject): number {
  if (a.ordinal !== undefined && b.ordinal !== undefined && a.parent === b.parent) return a.ordinal - b.ordinal;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Is its id its parent's and one name more, and its parent no member itself? */
function isMember({ id, parent }: CatalogObject): boolean {
  return parent !== undefined && dotted(id).startsWith(`${dotted(parent)}.`);
}

function entry(object: CatalogObject): Entry {
  const uses = object.uses ?? [];
  return {
    ...object.attributes,
    ...(uses.length > 0 && { $uses: uses }),
    ...(object.parent !== undefined && !isMember(object) && { $parent: object.parent }),
  };
}

/** @throws SnapshotError when an id or an entry is not one that `toDocument` makes */
export function toCatalog({ server, privileges, ofDatabase, notCompared, roots }: Document): Catalog {
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [text, root] of roots) {
    const { id, kind } = idOf(text, "objects");
    objects.set(id, fromEntry(id, kind, root.attributes));
    for (const [memberKind, members] of root.members) {
      const { ordered } = kindOf(memberKind, id);
      let ordinal = 0;
      for (const [name, own] of members) {
        ordinal += 1;
        const member = memberId(memberKind, id, name);
        if (objects.has(member)) damaged(`it contains ${member} twice`);
        objects.set(member, fromEntry(member, memberKind, own, id, ordered ? ordinal : undefined));
      }
    }
  }
  return { server, ...(privileges && { privileges }), ...(ofDatabase && { ofDatabase }), notCompared, objects };
}

function fromEntry(id: ObjectId, kind: string, own: Entry, parent?: ObjectId, ordinal?: number): CatalogObject {
  const entry = entryOf(kind, own, id);
  // Most have neither, and copying each would take as long as reading them.
  if (entry.$uses === undefined && entry.$parent === undefined) return object(id, kind, entry, parent, ordinal);
  const { $uses, $parent, ...attributes } = entry;
  const owner = typeof $parent === "string" ? ($parent as ObjectId) : parent;
  return object(id, kind, attributes, owner, ordinal, Array.isArray($uses) ? ($uses as ObjectId[]) : undefined);
}

/** One literal for each combination: spreading the parts together takes several times as long. */
function object(
  id: ObjectId,
  kind: string,
  attributes: Attributes,
  parent: ObjectId | undefined,
  ordinal: number | undefined,
  uses?: readonly ObjectId[],
): CatalogObject {
  if (parent === undefined) return uses === undefined ? { id, kind, attributes } : { id, kind, attributes, uses };
  const owned = ordinal === undefined ? { id, kind, parent, attributes } : { id, kind, parent, ordinal, attributes };
  return uses === undefined ? owned : { ...owned, uses };
}
