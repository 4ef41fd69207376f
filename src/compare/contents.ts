// What an object that one side lacks holds, as a digest and in numbers: its drift stands for all of that, and is another drift once it changes.

import type { Attributes, Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { allMembersOf } from "../catalog/members.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { sha256 } from "../digest.ts";
import { stableId } from "../pgloader/stable.ts";
import type { InProgress, Step } from "./step.ts";

export const contents: Step = {
  name: "contents",
  why: "The drift of a missing or unexpected table stands for its columns, keys and indexes, so it carries their digest and number.",
  neverHides: "Anything: a drift that was accepted with other contents is a new drift.",
  run: withContents,
};

/** The comparison with `contents` on each drift that stands for what belongs to its object, too. */
function withContents(comparison: InProgress): InProgress {
  const sides = { missing: comparison.declared, unexpected: comparison.live };
  const drift = comparison.drift.map((each): Drift => {
    if (each.type === "changed") return each;
    const catalog = sides[each.type];
    const held = descendants(each.id, catalog);
    return held.length === 0 ? each : { ...each, contents: digestOf(held), holds: countByKind(each.id, catalog) };
  });
  return { ...comparison, drift };
}

/** In the order in which kinds are read. */
function countByKind(id: ObjectId, catalog: Catalog, counts: Record<string, number> = {}): Record<string, number> {
  for (const { id: child, kind } of allMembersOf(id, catalog)) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    countByKind(child, catalog, counts);
  }
  return counts;
}

type Described = readonly [id: string, attributes: unknown, ...held: unknown[]];

/** Children in their order where they have one, which counts as it does on both sides; else by what they are. */
function descendants(id: ObjectId, catalog: Catalog): Described[] {
  const family = allMembersOf(id, catalog).map((object) => ({
    at: object.ordinal ?? 0,
    is: [stableId(object.id), sorted(object.attributes), ...descendants(object.id, catalog)] satisfies Described,
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
  return sha256(JSON.stringify(held)).slice(0, 32);
}
