// What a check without rules says of a pair, both ways round, against what PostgreSQL's dumps say of it.

import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift, DriftType } from "../../src/catalog/drift.ts";
import { driftOf } from "./comparison.ts";

/** Everything that is wrong with what is said of two catalogs; nothing where it is right. */
export async function wrongs(declared: Catalog, live: Catalog, dumpsDiffer: boolean): Promise<string[]> {
  const forth = await driftOf(declared, live);
  const back = await driftOf(live, declared);
  const wrong: string[] = [];
  if (dumpsDiffer && forth.length === 0) wrong.push("missed: the dumps differ, and there is no drift");
  if (!dumpsDiffer && forth.length > 0) wrong.push(`false: the dumps are the same, and there is ${told(forth)}`);
  const [one, other] = [forth.map(subject).sort(), back.map(reversed).map(subject).sort()];
  if (one.join("\n") !== other.join("\n")) wrong.push(`one-way: ${without(one, other)} / ${without(other, one)}`);
  for (const side of [declared, live]) {
    const own = await driftOf(side, side);
    if (own.length > 0) wrong.push(`itself: ${told(own)}`);
  }
  return wrong;
}

const opposite: Readonly<Record<DriftType, DriftType>> = {
  missing: "unexpected",
  unexpected: "missing",
  changed: "changed",
};

/** The same drift as whoever has the sides exchanged must see it. */
function reversed({ type, id, liveId, attribute, declared, live }: Drift): Drift {
  return {
    type: opposite[type],
    id: liveId ?? id,
    ...(liveId !== undefined && { liveId: id }),
    ...(attribute !== undefined && { attribute }),
    declared: live,
    live: declared,
  };
}

function subject({ type, id, liveId, attribute, declared, live }: Drift): string {
  return JSON.stringify([type, id, liveId, attribute, declared, live]);
}

function without(these: readonly string[], those: readonly string[]): string {
  return these.filter((each) => !those.includes(each)).join(", ");
}

function told(drift: readonly Drift[]): string {
  return drift.map(({ type, id, attribute = "" }) => `${type} ${id} ${attribute}`.trim()).join(", ");
}
