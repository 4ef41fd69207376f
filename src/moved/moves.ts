// What moved on one side since the base: the differences between what it was then and what it is now, to be asked by object.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";

export interface Moves {
  /** Of an object of either catalog that has a partner in the other: whether this attribute differs. */
  readonly changed: (id: ObjectId, attribute: string) => boolean;
  /** Whether anything differs in an object or in what belongs to it. */
  readonly touched: (id: ObjectId) => boolean;
}

/** @param drift those of the comparison's differences that count */
export function movesOf({ declared, live }: Comparison, drift: readonly Drift[]): Moves {
  const attributes = new Set<string>();
  const touched = new Set<ObjectId>();
  for (const { type, id, liveId = id, attribute } of drift) {
    for (const each of [id, liveId]) if (attribute !== undefined) attributes.add(`${each} ${attribute}`);
    if (type !== "unexpected") touchAll(id, declared, touched);
    if (type !== "missing") touchAll(liveId, live, touched);
  }
  return {
    changed: (id, attribute) => attributes.has(`${id} ${attribute}`),
    touched: (id) => touched.has(id),
  };
}

/** An object, and all that it belongs to. */
function touchAll(id: ObjectId, { objects }: Catalog, touched: Set<ObjectId>): void {
  for (let each: ObjectId | undefined = id; each !== undefined && !touched.has(each); each = objects.get(each)?.parent)
    touched.add(each);
}
