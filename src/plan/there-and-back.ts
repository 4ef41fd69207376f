// A plan on its copy, there and back, each once more for what followed from statements that ran: PostgreSQL took more away than it was
// told to, as a partition's key goes with that of its table, or left a name from before. It is planned again, from what is there now.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { SchemaMap } from "../compare/map-schema.ts";
import { forth, wayBack } from "./attempts.ts";
import { changesBetween } from "./changes.ts";
import type { Copy } from "./copy.ts";
import type { Said } from "./judged.ts";
import { liveNames } from "./live-names.ts";
import type { Attempted } from "./proof.ts";
import { driftKey, type Target, targetOf } from "./target.ts";

interface Look {
  readonly catalog: Catalog;
  readonly said: Said;
}

interface Trip {
  readonly copy: Copy;
  readonly target: Target;
  readonly look: () => Promise<Look>;
}

interface There extends Trip {
  readonly planned: readonly Drift[];
  readonly before: Look;
  readonly schemas: SchemaMap;
  /** The version of the live server. */
  readonly server: string;
  readonly isHeldBack: Parameters<typeof forth>[3];
}

/** @returns what ran, and what the copy holds then */
export async function thereOnCopy(trip: There) {
  const { copy, before, target, isHeldBack, look } = trip;
  const once = await forth(copy, before.catalog, target, isHeldBack);
  const after = await look();
  const more = await forthAgain(trip, after, once);
  return { tried: joined(once, more), after: more === undefined ? after : await look() };
}

interface Back extends Trip {
  /** As it is now, as it was before the plan, and as it was before its renames. */
  readonly from: Catalog;
  readonly to: Catalog;
  readonly first: Catalog;
  readonly renames: Parameters<typeof wayBack>[2];
}

/** @returns as `thereOnCopy` does */
export async function backOnCopy({ copy, from, to, first, target, renames, look }: Back) {
  const once = await wayBack(copy, { from, to, target }, renames, first);
  const after = await look();
  const more = renames.length > 0 ? undefined : await backAgain({ copy, from: after.catalog, to, target }, once);
  return { tried: joined(once, more), after: more === undefined ? after : await look() };
}

/** Undefined where nothing followed. */
async function forthAgain(trip: There, after: Look, tried: Attempted): Promise<Attempted | undefined> {
  const { copy, schemas, server, isHeldBack } = trip;
  const drift = followed(trip, after.said, tried);
  if (drift.length === 0) return undefined;
  const { comparison } = after.said;
  const names = await liveNames(after.catalog, comparison, schemas);
  return forth(copy, after.catalog, targetOf(drift, after.catalog, comparison, names, server), isHeldBack);
}

/** Drift that came with the plan, or stayed, though nobody said that it would. */
function followed({ planned, before }: There, after: Said, tried: Attempted): Drift[] {
  const [was, asked] = [new Set(before.said.drift.map(driftKey)), new Set(planned.map(driftKey))];
  const known = new Set([...tried.refusedDrift, ...tried.failed.flatMap(({ drift }) => drift)]);
  const refused = new Set(tried.refused.map(({ id }) => id));
  return after.drift.filter((each) => {
    const key = driftKey(each);
    const isNews = !was.has(key) || asked.has(key);
    return isNews && each.attribute !== "columnOrder" && !known.has(key) && !refused.has(each.id);
  });
}

/** The same of the way back, where all of it ran. */
async function backAgain(
  { copy, from, to, target }: Pick<Back, "copy" | "from" | "to" | "target">,
  tried: Attempted,
): Promise<Attempted | undefined> {
  if (tried.refused.length + tried.failed.length > 0) return undefined;
  const { created, dropped, altered } = changesBetween(from, to, new Map());
  const isOrder = altered.every(({ attributes }) => attributes.every((name) => name === "columnOrder"));
  if (created.size + dropped.size === 0 && isOrder) return undefined;
  return wayBack(copy, { from, to, target: { ...target, renamed: new Map() } }, [], to);
}

function joined(first: Attempted, second: Attempted | undefined): Attempted {
  if (second === undefined) return first;
  return {
    ran: [...first.ran, ...second.ran],
    failed: [...first.failed, ...second.failed],
    refused: [...first.refused, ...second.refused],
    refusedDrift: new Set([...first.refusedDrift, ...second.refusedDrift]),
  };
}
