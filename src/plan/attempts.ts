// What is tried on a copy: the renames, the plan, what loses data, the way back. Each gives what ran and what did not.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";
import { changesBetween } from "./changes.ts";
import type { Copy } from "./copy.ts";
import type { Said } from "./judged.ts";
import type { Rename } from "./plan.ts";
import type { Attempted } from "./proof.ts";
import { renameUnits, undone } from "./renames.ts";
import { driftKey, type Target } from "./target.ts";
import { type HeldBack, Trial } from "./trial.ts";
import type { Unit } from "./unit.ts";
import { Planner } from "./units.ts";

/** Renames run first: what follows is planned for the schema that they leave. */
export async function renamed(
  copy: Copy,
  catalog: Catalog,
  wanted: readonly Drift[],
  asked: ReadonlyMap<string, string>,
) {
  const driftOf = (id: ObjectId) => wanted.filter((each) => each.id === id || each.liveId === id).map(driftKey);
  const { units, renames } = renameUnits(asked, catalog, driftOf);
  const planner = plannerOf(catalog, catalog);
  const { ran, failed } = await attempt(copy, planner, { from: catalog, to: catalog }, units, () => false);
  const [first] = failed;
  if (first !== undefined) throw new UsageError(`--rename: PostgreSQL refuses it: ${first.failure?.message}`);
  return { ran, renames };
}

export async function forth(copy: Copy, from: Catalog, target: Target, isHeldBack: HeldBack) {
  const changes = changesBetween(from, target.catalog, target.renamed);
  const planner = plannerOf(from, target.catalog, target);
  const { units } = planner.units(changes);
  return attempt(copy, planner, { from, to: target.catalog }, units, isHeldBack);
}

interface Return {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly target: Target;
}

/** What was renamed gets its old name last. */
export async function wayBack(copy: Copy, { from, to, target }: Return, renames: readonly Rename[], first: Catalog) {
  const back = new Map([...target.renamed].map(([old, now]) => [now, old]));
  const planner = plannerOf(from, to, { ...target, knowsPrivileges: true });
  const { units } = planner.units(changesBetween(from, to, back));
  const undo = renames.toReversed().flatMap((rename) => undone(rename, first));
  const own = await attempt(copy, planner, { from, to }, units, () => false);
  const last = await attempt(copy, planner, { from: to, to: first }, undo, () => false);
  return { ...own, ran: [...own.ran, ...last.ran], failed: [...own.failed, ...last.failed] };
}

/** What was held back, on another copy where all the rest has run as the plan says it. */
export async function thenLosing(
  reopen: () => Promise<Copy>,
  before: Attempted,
  target: Target,
  look: (copy: Copy) => Promise<{ readonly said: Said }>,
) {
  const copy = await reopen();
  try {
    for (const { sql } of before.ran) await copy.client.query(sql);
    const catalog = await copy.read();
    const planner = plannerOf(catalog, target.catalog, target);
    const tried = await attempt(copy, planner, { from: catalog, to: target.catalog }, before.failed, () => false);
    const failed = new Set(tried.failed.map(({ object }) => object));
    return { ...tried, after: await look(copy), done: before.failed.filter(({ object }) => !failed.has(object)) };
  } finally {
    await copy.close();
  }
}

type Known = Pick<Target, "drift" | "knowsPrivileges" | "major">;

const nothing: Known = { drift: new Map(), knowsPrivileges: false, major: 14 };

export function plannerOf(from: Catalog, to: Catalog, { drift, knowsPrivileges, major }: Known = nothing): Planner {
  const driftOf = (id: ObjectId, attribute = "") => {
    const key = drift.get(id)?.get(attribute);
    return key === undefined ? [] : [key];
  };
  return new Planner({ from, to, major, knowsPrivileges, driftOf });
}

export async function attempt(
  copy: Copy,
  planner: Planner,
  sides: { readonly from: Catalog; readonly to: Catalog },
  units: readonly Unit[],
  isHeldBack: HeldBack,
): Promise<Attempted> {
  const tried = await new Trial(copy, planner, sides, isHeldBack).run(units);
  const { refused, drift: refusedDrift } = planner.refusals;
  return { ...tried, refused, refusedDrift };
}
