// What followed from statements that ran: PostgreSQL took more away than it was told to, as a partition's key goes with that of its
// table, or left a name from before. It is planned once more, from what is there now.

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

interface Forth {
  readonly copy: Copy;
  readonly planned: readonly Drift[];
  readonly before: Said;
  readonly after: Look;
  readonly tried: Attempted;
  readonly schemas: SchemaMap;
  /** The version of the live server. */
  readonly server: string;
  readonly isHeldBack: Parameters<typeof forth>[3];
}

/** Undefined where nothing followed. */
export async function forthAgain(work: Forth): Promise<Attempted | undefined> {
  const { copy, after, schemas, server, isHeldBack } = work;
  const drift = followed(work);
  if (drift.length === 0) return undefined;
  const { comparison } = after.said;
  const names = await liveNames(after.catalog, comparison, schemas);
  return forth(copy, after.catalog, targetOf(drift, after.catalog, comparison, names, server), isHeldBack);
}

/** Drift that came with the plan, or stayed, though nobody said that it would. */
function followed({ planned, before, after, tried }: Forth): Drift[] {
  const [was, asked] = [new Set(before.drift.map(driftKey)), new Set(planned.map(driftKey))];
  const known = new Set([...tried.refusedDrift, ...tried.failed.flatMap(({ drift }) => drift)]);
  const refused = new Set(tried.refused.map(({ id }) => id));
  return after.said.drift.filter((each) => {
    const key = driftKey(each);
    const isNews = !was.has(key) || asked.has(key);
    return isNews && each.attribute !== "columnOrder" && !known.has(key) && !refused.has(each.id);
  });
}

interface Back {
  readonly copy: Copy;
  /** As it is now, and as it was at first. */
  readonly from: Catalog;
  readonly to: Catalog;
  readonly target: Target;
  readonly tried: Attempted;
}

/** The same of the way back, where all of it ran. */
export async function wayBackAgain({ copy, from, to, target, tried }: Back): Promise<Attempted | undefined> {
  if (tried.refused.length + tried.failed.length > 0) return undefined;
  const { created, dropped, altered } = changesBetween(from, to, new Map());
  const isOrder = altered.every(({ attributes }) => attributes.every((name) => name === "columnOrder"));
  if (created.size + dropped.size === 0 && isOrder) return undefined;
  return wayBack(copy, { from, to, target: { ...target, renamed: new Map() } }, [], to);
}

export function joined(first: Attempted, second: Attempted | undefined): Attempted {
  if (second === undefined) return first;
  return {
    ran: [...first.ran, ...second.ran],
    failed: [...first.failed, ...second.failed],
    refused: [...first.refused, ...second.refused],
    refusedDrift: new Set([...first.refusedDrift, ...second.refusedDrift]),
  };
}
