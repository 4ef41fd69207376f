// A snapshot's document, of plain values and objects under the object that they belong to, and the catalog that it stands for.

import type { Attributes, Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import { memberId, type ObjectId } from "../catalog/object-id.ts";
import { damaged, type Entry, entryOf, idOf, kindOf } from "./checks.ts";
import { type Family, inOrder } from "./families.ts";

/** What belongs to a root and is named under it: kind → name → entry. */
export interface Root {
  readonly attributes: Entry;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
}

/** @typeParam Other what stands for a root that was not read, as it is known already */
export interface Document<Other = never> {
  readonly server: string;
  /** Owners and privileges are in it. */
  readonly privileges: boolean;
  /** The database's own settings are in it. */
  readonly ofDatabase: boolean;
  readonly notCompared: readonly Unread[];
  readonly roots: ReadonlyMap<string, Root | Other>;
}

/** @throws SnapshotError when an id or an entry is none of a catalog's */
export function toCatalog({ server, privileges, ofDatabase, notCompared, roots }: Document<Family>): Catalog {
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [text, root] of roots) {
    const family = "root" in root ? [root.root, ...inOrder(root.members)] : objectsOf(text, root);
    for (const object of family) {
      if (objects.has(object.id)) damaged(`it contains ${object.id} twice`);
      objects.set(object.id, object);
    }
  }
  return { server, ...(privileges && { privileges }), ...(ofDatabase && { ofDatabase }), notCompared, objects };
}

function objectsOf(text: string, root: Root): CatalogObject[] {
  const { id, kind } = idOf(text, "objects");
  const family = [fromEntry(id, kind, root.attributes)];
  for (const [memberKind, members] of root.members) {
    const { ordered } = kindOf(memberKind, id);
    let ordinal = 0;
    for (const [name, own] of members) {
      ordinal += 1;
      family.push(fromEntry(memberId(memberKind, id, name), memberKind, own, id, ordered ? ordinal : undefined));
    }
  }
  return family;
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
