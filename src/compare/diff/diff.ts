// Two catalogs → every difference. One generic diff: no kind is named here, and no equality is written by hand.

import { isDeepStrictEqual } from "node:util";
import { diff as jsonDiff } from "json-diff-ts";
import type { Attributes, AttributeValue, Catalog, CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { dotted, nameOf, type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { type Pairing, pair, type Shape } from "./pair.ts";

/** Both catalogs, what was found to correspond, and every difference. What a rule may look at. */
export interface Comparison {
  readonly declared: Catalog;
  readonly live: Catalog;
  readonly drift: readonly Drift[];
  /** The live object that a declared one is paired with. */
  liveOf(id: ObjectId): CatalogObject | undefined;
  /** The declared object that a live one is paired with. */
  declaredOf(id: ObjectId): CatalogObject | undefined;
}

export function diff(declared: Catalog, live: Catalog, shape: Shape): Comparison {
  const pairing = pair(declared, live, shape);
  const liveOf = new Map(pairing.pairs.map(([a, b]) => [a.id, b]));
  const declaredOf = new Map(pairing.pairs.map(([a, b]) => [b.id, a]));
  const drift = [
    ...pairing.pairs.flatMap(([a, b]) => changes(a, b)),
    ...orders(pairing, declared, live),
    ...whole(pairing.missing, declared).map(
      (it): Drift => ({ type: "missing", id: it.id, declared: it.attributes, live: null }),
    ),
    ...whole(pairing.unexpected, live).map(
      (it): Drift => ({ type: "unexpected", id: it.id, declared: null, live: it.attributes }),
    ),
  ];
  return {
    declared,
    live,
    drift: drift.sort(bySubject),
    liveOf: (id) => (pairing.isSame(id) ? live.objects.get(id) : liveOf.get(id)),
    declaredOf: (id) => (pairing.isSame(id) ? declared.objects.get(id) : declaredOf.get(id)),
  };
}

function changes(declared: CatalogObject, live: CatalogObject): Drift[] {
  const of = { type: "changed", id: declared.id, ...(live.id !== declared.id && { liveId: live.id }) } as const;
  const drift: Drift[] = [];
  const [declaredName, liveName] = names(declared.id, live.id);
  if (declaredName !== liveName) drift.push({ ...of, attribute: "name", declared: declaredName, live: liveName });
  for (const attribute of changedAttributes(declared.attributes, live.attributes)) {
    const [a, b] = [declared.attributes[attribute], live.attributes[attribute]];
    drift.push({ ...of, attribute, declared: a ?? absent(b), live: b ?? absent(a) });
  }
  return drift;
}

function changedAttributes(declared: Attributes, live: Attributes): string[] {
  return jsonDiff(declared, live).map((change) => change.key);
}

/** What a property that was left out stands for, beside the other side's value. */
function absent(other: AttributeValue | undefined): AttributeValue | null {
  return other === true ? false : Array.isArray(other) ? [] : null;
}

function names(declared: ObjectId, live: ObjectId): [string, string] {
  if (declared === live) return ["", ""];
  const [a, b] = [parseObjectId(declared).path, parseObjectId(live).path];
  const sameHome = isDeepStrictEqual(a.slice(0, -1), b.slice(0, -1));
  return sameHome ? [nameOf(declared), nameOf(live)] : [a.join("."), b.join(".")];
}

/** What belongs to a missing or unexpected object goes with it, and is no drift of its own. */
function whole(unpaired: readonly CatalogObject[], { objects }: Catalog): CatalogObject[] {
  const gone = new Set(unpaired.map(({ id }) => id));
  const goesWithParent = ({ parent }: CatalogObject): boolean => {
    if (parent === undefined) return false;
    const owner = objects.get(parent);
    return gone.has(parent) || (owner !== undefined && goesWithParent(owner));
  };
  return unpaired.filter((object) => !goesWithParent(object));
}

/** The order of those children that both sides have: adding a column in the middle moves no other. */
function orders({ isSame, moved, pairs }: Pairing, declared: Catalog, live: Catalog): Drift[] {
  if (moved.size === 0) return [];
  const families = new Map([...moved].map((parent) => [parent, [] as (readonly [CatalogObject, CatalogObject])[]]));
  const add = (one: CatalogObject, other: CatalogObject | undefined) => {
    const family = one.parent === undefined || one.ordinal === undefined ? undefined : families.get(one.parent);
    if (other !== undefined) family?.push([one, other]);
  };
  for (const object of declared.objects.values()) if (isSame(object.id)) add(object, live.objects.get(object.id));
  for (const [one, other] of pairs) add(one, other);
  return [...families].flatMap(([parent, members]) => orderOf(parent, members));
}

function orderOf(parent: ObjectId, members: readonly (readonly [CatalogObject, CatalogObject])[]): Drift[] {
  const byOrdinal = (side: 0 | 1) => members.toSorted((a, b) => (a[side].ordinal ?? 0) - (b[side].ordinal ?? 0));
  const [declared, live] = [byOrdinal(0), byOrdinal(1)];
  if (declared.every((each, at) => each === live[at])) return [];
  const names = (order: typeof members) => order.map(([{ id }]) => nameOf(id));
  const attribute = `${members[0]?.[0].kind}Order`;
  return [{ type: "changed", id: parent, attribute, declared: names(declared), live: names(live) }];
}

/** By the table that it is about, then by id. */
function bySubject(a: Drift, b: Drift): number {
  const key = ({ id, attribute, type }: Drift) => {
    const subject = dotted(id);
    return `${subject}\0${id}\0${type}\0${attribute ?? ""}`;
  };
  const [left, right] = [key(a), key(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
