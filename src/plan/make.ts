// driftcheck plan, in one sentence: read and judge as a check does, try what takes the drift away on a copy of the live schema, and
// tell the statements with what came of it. The live database is only read.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { type CheckOptions, compareSources } from "../check.ts";
import { sha256 } from "../digest.ts";
import { matchesGlob } from "../input/glob.ts";
import { redact } from "../redact.ts";
import { loadParser } from "../sql/parse.ts";
import { changesBetween } from "./changes.ts";
import { type Copy, copyOf } from "./copy.ts";
import { type Said, saidOf } from "./judged.ts";
import { liveNames } from "./live-names.ts";
import type { Plan, Refused } from "./plan.ts";
import { plannedAll } from "./planned.ts";
import { type Attempted, outcomeOf, proofOf } from "./proof.ts";
import { driftKey, type Target, targetOf } from "./target.ts";
import { Trial } from "./trial.ts";
import type { Step, Unit } from "./unit.ts";
import { Planner } from "./units.ts";

export interface PlanOptions extends CheckOptions {
  /** Globs of the ids of the drift that is planned; all of it by default. */
  readonly only?: readonly string[];
  /** Writes what loses data as statements; as comments by default. */
  readonly allowDataLoss?: boolean;
  /** From a live object, as `public.users.mail`, to the name of the declared one that it is. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** @throws as `check` does, and SourceError where the live schema can't be copied */
export async function plan(options: PlanOptions): Promise<Plan> {
  await loadParser();
  const compared = await compareSources(options);
  const said = await saidOf(compared.comparison, options);
  const wanted = said.drift.filter((each) => isWanted(each, options.only));
  const about = {
    declared: { locator: redact(options.declared), server: said.comparison.declared.server },
    live: {
      locator: redact(options.live),
      server: said.comparison.live.server,
      fingerprint: fingerprintOf(said.comparison.live),
    },
  };
  if (wanted.length === 0) return { version: 1, outcome: "nothing", ...about, ...nothing };
  const copy = await copyOf(options.live, options);
  try {
    return { version: 1, ...about, ...(await planOnCopy({ copy, wanted, options, again: compared.with, live: said })) };
  } finally {
    await copy.close();
  }
}

const nothing = {
  statements: [],
  reverse: [],
  refused: [],
  renames: [],
  proof: { ran: 0, of: 0, gone: [], left: [], added: [], changedNoise: [] },
} as const;

function isWanted({ id, liveId, attribute }: Drift, only: readonly string[] | undefined): boolean {
  if (only === undefined) return true;
  const names = [id, liveId, attribute && `${id} ${attribute}`].flatMap((name) => name ?? []);
  return only.some((glob) =>
    names.some((name) => matchesGlob(glob, name) || matchesGlob(glob, name.slice(name.indexOf(":") + 1))),
  );
}

/** The same for the same schema, whatever order it was read in. */
export function fingerprintOf({ objects }: Catalog): string {
  const lines = [...objects.values()].map(({ id, attributes }) =>
    JSON.stringify([id, Object.entries(attributes).sort()]),
  );
  return sha256(lines.sort().join("\n")).slice(0, 32);
}

export interface Work {
  readonly copy: Copy;
  readonly wanted: readonly Drift[];
  readonly options: PlanOptions;
  readonly again: (live: Catalog) => Promise<Said["comparison"]>;
  readonly live: Said;
}

export async function planOnCopy({ copy, wanted, options, again, live }: Work) {
  const { ofDatabase } = live.comparison.live;
  const look = async (at = copy) => {
    const catalog = await at.read();
    return { catalog, said: await saidOf(await again({ ...catalog, ...(ofDatabase && { ofDatabase }) }), options) };
  };
  const before = await look();
  const held = new Set(before.said.drift.map(driftKey));
  const here = wanted.filter((each) => held.has(driftKey(each)));
  const lost = wanted.filter((each) => !held.has(driftKey(each)));
  const names = await liveNames(before.catalog, before.said.comparison, options.mapSchemas ?? new Map());
  const target = targetOf(here, before.catalog, before.said.comparison, names);
  const isHeldBack = ({ loses }: Step) => loses !== undefined && options.allowDataLoss !== true;
  const tried = await forth(copy, before.catalog, target, isHeldBack);
  const after = await look();
  const back = await wayBack(copy, { from: after.catalog, to: before.catalog, target });
  const returned = { tried: back, said: (await look()).said, from: before.catalog, to: await copy.read() };
  const losing = tried.failed.length === 0 ? undefined : await thenLosing(options, tried, target, look);
  const left = losing?.failed ?? tried.failed;
  const proof = proofOf(
    { planned: here, before: before.said, after: after.said, tried, held: losing?.done ?? [] },
    returned,
  );
  const refused: Refused[] = [
    ...tried.refused,
    ...(losing?.refused ?? []),
    ...lost.map(notOnCopy),
    ...left.flatMap(unfinished),
    ...back.refused.map((each) => ({ ...each, isReverse: true as const })),
  ];
  return {
    outcome: outcomeOf(proof, refused),
    statements: [...plannedAll(tried.ran, () => false), ...plannedAll(losing?.ran ?? [], () => true)],
    reverse: plannedAll(back.ran, isHeldBack),
    refused,
    renames: [],
    proof,
  };
}

const notOnCopy = ({ id, attribute }: Drift): Refused => ({
  id,
  ...(attribute !== undefined && { attribute }),
  reason: "the copy of the live schema does not have it, so that nothing can be proven",
});

const unfinished = ({ object, failure }: Unit): Refused[] =>
  failure === undefined ? [] : [{ id: object, reason: `PostgreSQL refuses it on the copy: ${failure.message}` }];

async function forth(copy: Copy, from: Catalog, target: Target, isHeldBack: (step: Step) => boolean) {
  const changes = changesBetween(from, target.catalog, target.renamed);
  const planner = plannerOf(from, target.catalog, target.drift);
  const { units } = planner.units(changes);
  return attempt(copy, planner, { from, to: target.catalog }, units, isHeldBack);
}

async function wayBack(
  copy: Copy,
  { from, to, target }: { readonly from: Catalog; readonly to: Catalog; readonly target: Target },
) {
  const back = new Map([...target.renamed].map(([old, now]) => [now, old]));
  const planner = plannerOf(from, to, target.drift);
  return attempt(copy, planner, { from, to }, planner.units(changesBetween(from, to, back)).units, () => false);
}

/** What was held back, on another copy where all the rest has run as the plan says it. */
async function thenLosing(
  options: PlanOptions,
  before: Attempted,
  target: Target,
  look: (at: Copy) => Promise<{ catalog: Catalog }>,
) {
  const copy = await copyOf(options.live, options);
  try {
    for (const { sql } of before.ran) await copy.client.query(sql);
    const { catalog } = await look(copy);
    const planner = plannerOf(catalog, target.catalog, target.drift);
    const tried = await attempt(copy, planner, { from: catalog, to: target.catalog }, before.failed, () => false);
    const failed = new Set(tried.failed.map(({ object }) => object));
    return { ...tried, done: before.failed.filter(({ object }) => !failed.has(object)) };
  } finally {
    await copy.close();
  }
}

function plannerOf(from: Catalog, to: Catalog, drift: Target["drift"]): Planner {
  const driftOf = (id: ObjectId, attribute = "") => {
    const key = drift.get(id)?.get(attribute);
    return key === undefined ? [] : [key];
  };
  return new Planner({ from, to, major: Number.parseInt(from.server, 10), driftOf });
}

async function attempt(
  { client }: Copy,
  planner: Planner,
  sides: { readonly from: Catalog; readonly to: Catalog },
  units: readonly Unit[],
  isHeldBack: (step: Step) => boolean,
): Promise<Attempted> {
  const tried = await new Trial(client, planner, sides, isHeldBack).run(units);
  const { refused, drift: refusedDrift } = planner.refusals;
  return { ...tried, refused, refusedDrift };
}
