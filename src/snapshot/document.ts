// A catalog as a document of plain values, and back: objects under the object that they belong to, sorted.

import type { Attributes, AttributeValue, Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import { dotted, memberId, nameOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { SnapshotError } from "../errors.ts";
import { kindNamed } from "../kinds/registry.ts";

/** An object's attributes, with `$uses` and `$parent` where the catalog has them. */
export type Entry = Readonly<Record<string, AttributeValue>>;

/** What belongs to a root and is named under it: kind → name → entry. */
export interface Root {
  readonly attributes: Entry;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
}

export interface Document {
  readonly server: string;
  /** Owners and privileges are in it. */
  readonly privileges: boolean;
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
  return { server: catalog.server, privileges: catalog.privileges === true, notCompared: catalog.notCompared, roots };
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
export function toCatalog({ server, privileges, notCompared, roots }: Document): Catalog {
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [text, root] of roots) {
    const { kind, path, signature } = parseId(text);
    const id = objectId(kind, path, signature);
    objects.set(id, fromEntry(id, kind, root.attributes));
    for (const [memberKind, members] of root.members) {
      const ordered = kindNamed(memberKind)?.ordered;
      let ordinal = 0;
      for (const [name, own] of members) {
        ordinal += 1;
        const member = memberId(memberKind, id, name);
        objects.set(member, fromEntry(member, memberKind, own, id, ordered ? ordinal : undefined));
      }
    }
  }
  return { server, ...(privileges && { privileges }), notCompared, objects };
}

export function parseId(text: string) {
  try {
    return parseObjectId(text);
  } catch {
    throw new SnapshotError(`is damaged: ${JSON.stringify(text)} is not an object id`);
  }
}

function fromEntry(id: ObjectId, kind: string, entry: Entry, parent?: ObjectId, ordinal?: number): CatalogObject {
  checkEntry(kind, entry);
  // Most have neither, and copying each would take as long as reading them.
  if (entry.$uses === undefined && entry.$parent === undefined) return object(id, kind, entry, parent, ordinal);
  const { $uses, $parent, ...attributes } = entry;
  const owner = typeof $parent === "string" ? ($parent as ObjectId) : parent;
  return object(id, kind, attributes, owner, ordinal, Array.isArray($uses) ? ($uses as ObjectId[]) : undefined);
}

/** Entries that read alike are one object: each is looked at once for its kind. */
const checked = new WeakMap<Entry, string>();

/**
 * That a file's digest fits says only that it is whole, not who wrote it.
 * @throws SnapshotError on a kind or an attribute that there is not, or a value of another sort
 */
export function checkEntry(kind: string, entry: Entry): void {
  if (checked.get(entry) === kind) return;
  const known = kindNamed(kind)?.attributes;
  if (known === undefined) throw new SnapshotError(`is damaged: there is no kind ${JSON.stringify(kind)}`);
  for (const [name, value] of Object.entries(entry)) {
    const isKnown = Object.hasOwn(known, name) || name === "$uses" || name === "$parent";
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!isKnown || !list.every((item) => ["string", "number", "boolean"].includes(typeof item))) {
      throw new SnapshotError(`is damaged: a ${kind} has no such ${JSON.stringify(name)}`);
    }
  }
  checked.set(entry, kind);
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
