// Pairs each declared object with at most one live object: by id, and where names do not matter by shape.
// Knows no kind: what an object is apart from its name is asked of `Shape`.

import type { Attributes, AttributeValue, Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { nameOf, type ObjectId } from "../../catalog/object-id.ts";
import { baseName } from "../../pgloader/names.ts";

/** What an object is apart from its name; undefined where only the name tells. */
export type Shape = (object: CatalogObject, usedBy: readonly ObjectId[]) => string | undefined;

export interface Pairing {
  /** Is it there on both sides, the same in name and in all that is compared? */
  readonly isSame: (id: ObjectId) => boolean;
  /** What holds members whose numbers differ: only there can their order. */
  readonly moved: ReadonlySet<ObjectId>;
  /** The others that correspond, each object in at most one pair. */
  readonly pairs: readonly (readonly [declared: CatalogObject, live: CatalogObject])[];
  readonly missing: readonly CatalogObject[];
  readonly unexpected: readonly CatalogObject[];
}

interface Candidate {
  readonly object: CatalogObject;
  readonly shape: string | undefined;
}

// From the surest to the weakest. Names count first (without pgloader's numbering), so that of two keys with one shape each
// meets its own; a name alone comes last, so that what changed in an object is told of that object.
const rounds: readonly ((candidate: Candidate) => string | undefined)[] = [
  ({ object, shape }) => JSON.stringify([object.id, shape]),
  ({ object, shape }) => shape && JSON.stringify([object.parent, shape, baseName(nameOf(object.id))]),
  ({ object, shape }) => shape && JSON.stringify([object.parent, shape, object.kind]),
  ({ object, shape }) => shape && JSON.stringify([object.parent, shape]),
  ({ object }) => object.id,
  ({ object, shape }) => shape && JSON.stringify([object.parent, object.kind, baseName(nameOf(object.id))]),
];

export function pair(declared: Catalog, live: Catalog, shape: Shape): Pairing {
  if (declared.objects === live.objects) return identical(live);
  const { different, moved } = byName(declared, live);
  const isSame = (id: ObjectId) => declared.objects.has(id) && live.objects.has(id) && !different.has(id);
  const pairs: (readonly [CatalogObject, CatalogObject])[] = [];
  let left = candidates(declared, shape, (id) => live.objects.has(id) && !different.has(id));
  let right = candidates(live, shape, (id) => declared.objects.has(id) && !different.has(id));
  for (const key of rounds) {
    const waiting = groupBy(right, key);
    const taken = new Set<Candidate>();
    left = left.filter((candidate) => {
      const twin = waiting.get(key(candidate))?.shift();
      if (twin === undefined) return true;
      taken.add(twin);
      pairs.push([candidate.object, twin.object]);
      return false;
    });
    right = right.filter((candidate) => !taken.has(candidate));
  }
  return {
    isSame,
    moved,
    pairs,
    missing: left.map(({ object }) => object),
    unexpected: right.map(({ object }) => object),
  };
}

/** The declared side was found to be what the live one is, and has the same objects. */
const identical = ({ objects }: Catalog): Pairing => ({
  isSame: (id) => objects.has(id),
  moved: new Set(),
  pairs: [],
  missing: [],
  unexpected: [],
});

/** Nearly everything is the same in name and all else, and needs none of the rounds: most of it is one object on both sides. */
function byName(declared: Catalog, live: Catalog): { different: Set<ObjectId>; moved: Set<ObjectId> } {
  const different = new Set<ObjectId>();
  const moved = new Set<ObjectId>();
  for (const object of declared.objects.values()) {
    const { id, attributes, ordinal, parent } = object;
    const twin = live.objects.get(id);
    if (twin === undefined || twin === object) continue;
    if (!sameAttributes(attributes, twin.attributes)) different.add(id);
    if (ordinal !== twin.ordinal && parent !== undefined) moved.add(parent);
  }
  return { different, moved };
}

/** Whether two objects have the same properties, whatever these are. The library asks the same, at ten times the price. */
function sameAttributes(declared: Attributes, live: Attributes): boolean {
  let properties = 0;
  for (const name in declared) {
    if (!sameValue(declared[name], live[name])) return false;
    properties += 1;
  }
  return properties === Object.keys(live).length;
}

function sameValue(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === b) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => item === b[at]);
}

function candidates(catalog: Catalog, shape: Shape, isSame: (id: ObjectId) => boolean): Candidate[] {
  const different: CatalogObject[] = [];
  for (const object of catalog.objects.values()) if (!isSame(object.id)) different.push(object);
  if (different.length === 0) return [];
  const usedBy = new Map<ObjectId, ObjectId[]>();
  for (const object of catalog.objects.values()) {
    for (const used of object.uses ?? []) {
      const users = usedBy.get(used);
      if (users === undefined) usedBy.set(used, [object.id]);
      else users.push(object.id);
    }
  }
  return different
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((object) => ({ object, shape: shape(object, usedBy.get(object.id) ?? []) }));
}

function groupBy<K>(
  items: readonly Candidate[],
  key: (item: Candidate) => K | undefined,
): Map<K | undefined, Candidate[]> {
  const groups = new Map<K | undefined, Candidate[]>();
  for (const item of items) {
    const of = key(item);
    if (of === undefined) continue;
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [item]);
    else group.push(item);
  }
  return groups;
}
