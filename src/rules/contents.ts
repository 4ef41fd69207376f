// What an object that one side lacks holds, as a digest: its drift stands for all of that, and is another drift once it changes.

import { createHash } from "node:crypto";
import type { Attributes, Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../diff/diff.ts";
import { stableId } from "./stable.ts";

/** The comparison with `contents` on each drift that stands for what belongs to its object, too. */
export function withContents(comparison: Comparison): Comparison {
  const digests = { missing: digester(comparison.declared), unexpected: digester(comparison.live) };
  const drift = comparison.drift.map((each): Drift => {
    const contents = each.type === "changed" ? undefined : digests[each.type](each.id);
    return contents === undefined ? each : { ...each, contents };
  });
  return { ...comparison, drift };
}

/** The digest of an object's descendants; undefined where it has none. */
function digester(catalog: Catalog): (id: ObjectId) => string | undefined {
  let children: ReadonlyMap<ObjectId, readonly CatalogObject[]> | undefined;
  return (id) => {
    children ??= childrenOf(catalog);
    const held = descendants(id, children);
    return held.length === 0 ? undefined : digestOf(held);
  };
}

function childrenOf({ objects }: Catalog): Map<ObjectId, CatalogObject[]> {
  const children = new Map<ObjectId, CatalogObject[]>();
  for (const object of objects.values()) {
    if (object.parent === undefined) continue;
    const siblings = children.get(object.parent);
    if (siblings === undefined) children.set(object.parent, [object]);
    else siblings.push(object);
  }
  return children;
}

type Described = readonly [id: string, attributes: unknown, ...held: unknown[]];

/** Children in their order where they have one, which counts as it does on both sides; else by what they are. */
function descendants(id: ObjectId, children: ReadonlyMap<ObjectId, readonly CatalogObject[]>): Described[] {
  const family = [...(children.get(id) ?? [])].map((object) => ({
    at: object.ordinal ?? 0,
    is: [stableId(object.id), sorted(object.attributes), ...descendants(object.id, children)] satisfies Described,
  }));
  const key = ({ is }: (typeof family)[number]) => JSON.stringify(is);
  return family.sort((a, b) => a.at - b.at || (key(a) < key(b) ? -1 : 1)).map(({ is }) => is);
}

/** In which order a kind reads attributes says nothing. */
function sorted(attributes: Attributes): unknown {
  return Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Short, as a person sees it in a review. */
function digestOf(held: readonly Described[]): string {
  return createHash("sha256").update(JSON.stringify(held)).digest("hex").slice(0, 32);
}
