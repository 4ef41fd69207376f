// driftcheck plan, in one sentence: read and judge as a check does, try what takes the drift away on a copy of the live schema, and
// tell the statements with what came of it. The live database is only read.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { type CheckOptions, compareSources } from "../check.ts";
import { refuseWithoutData } from "../data/data.ts";
import { sha256 } from "../digest.ts";
import { UsageError } from "../errors.ts";
import { matchesGlob } from "../input/glob.ts";
import { redact } from "../redact.ts";
import { loadParser } from "../sql/parse.ts";
import { changesBetween } from "./changes.ts";
import { type Copy, copyOf, withoutOwners } from "./copy.ts";
import { type Said, saidOf } from "./judged.ts";
import { liveNames } from "./live-names.ts";
import type { Plan, PlannedStatement, Refused, Rename } from "./plan.ts";
import { plannedAll } from "./planned.ts";
import { type Attempted, outcomeOf, proofOf } from "./proof.ts";
import { renameUnits, suggestedRenames, undone } from "./renames.ts";
import { withRows } from "./rows.ts";
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
  if (options.data) refuseWithoutData(options.live);
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
    const made = await planOnCopy({ copy, wanted, options, again: compared.with, live: said });
    const counted = (statements: readonly PlannedStatement[]) =>
      options.data ? withRows(statements, options) : statements;
    return { version: 1, ...about, ...made, statements: await counted(made.statements) };
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
    const said = await saidOf(await again({ ...catalog, ...(ofDatabase && { ofDatabase }) }), options);
    const isOwned = copy.hasOwners || options.privileges === true;
    return { catalog: isOwned ? catalog : withoutOwners(catalog), said };
  };
  const first = await look();
  const schemas = options.mapSchemas ?? new Map<string, string>();
  const isHeldBack = ({ loses }: Step) => loses !== undefined && options.allowDataLoss !== true;
  const renaming = await renamed(copy, first, wanted, options.renames ?? new Map());
  const before = renaming.ran.length === 0 ? first : await look();
  const { here, lost } = sorted(wanted, first.said, before.said);
  const names = await liveNames(before.catalog, before.said.comparison, schemas);
  const target = targetOf(here, before.catalog, before.said.comparison, names);
  const own = await forth(copy, before.catalog, target, isHeldBack);
  const tried = { ...own, ran: [...renaming.ran, ...own.ran] };
  const after = await look();
  const back = await wayBack(
    copy,
    { from: after.catalog, to: before.catalog, target },
    renaming.renames,
    first.catalog,
  );
  const end = await look();
  const isHeld = tried.failed.some(({ failure }) => failure === undefined);
  const losing = isHeld ? await thenLosing(options, tried, target, look) : undefined;
  const proof = proofOf(
    { planned: wanted, before: first.said, after: after.said, tried, held: losing?.done ?? [] },
    { tried: back, said: end.said, from: first.catalog, to: end.catalog },
  );
  const refused: Refused[] = [
    ...tried.refused,
    ...(losing?.refused ?? []),
    ...lost.map(notOnCopy),
    ...(losing?.failed ?? tried.failed).flatMap(unfinished),
    ...back.refused.map((each) => ({ ...each, isReverse: true as const })),
  ];
  return {
    outcome: outcomeOf(proof, refused),
    statements: [...plannedAll(tried.ran, () => false), ...plannedAll(losing?.ran ?? [], () => true)],
    reverse: plannedAll(back.ran, isHeldBack),
    refused,
    renames: [...renaming.renames, ...suggestedRenames(here, before.said.comparison, names)],
    proof,
  };
}

/** What can be planned here, and what the copy does not have. A rename brings drift of its own: of what has the name now. */
function sorted(wanted: readonly Drift[], first: Said, before: Said) {
  const held = new Set(first.drift.map(driftKey));
  const asked = new Set(wanted.map(driftKey));
  return {
    here: before.drift.filter((each) => asked.has(driftKey(each)) || !held.has(driftKey(each))),
    lost: wanted.filter((each) => !held.has(driftKey(each))),
  };
}

interface Looked {
  readonly catalog: Catalog;
  readonly said: Said;
}

/** Renames run first: what follows is planned for the schema that they leave. */
async function renamed(copy: Copy, { catalog }: Looked, wanted: readonly Drift[], asked: ReadonlyMap<string, string>) {
  const driftOf = (id: ObjectId) => wanted.filter((each) => each.id === id || each.liveId === id).map(driftKey);
  const { units, renames } = renameUnits(asked, catalog, driftOf);
  const planner = plannerOf(catalog, catalog, new Map());
  const { ran, failed } = await attempt(copy, planner, { from: catalog, to: catalog }, units, () => false);
  const [first] = failed;
  if (first !== undefined) throw new UsageError(`--rename: PostgreSQL refuses it: ${first.failure?.message}`);
  return { ran, renames };
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

interface Return {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly target: Target;
}

/** What was renamed gets its old name last. */
async function wayBack(copy: Copy, { from, to, target }: Return, renames: readonly Rename[], first: Catalog) {
  const back = new Map([...target.renamed].map(([old, now]) => [now, old]));
  const planner = plannerOf(from, to, target.drift);
  const { units } = planner.units(changesBetween(from, to, back));
  const undo = renames.toReversed().flatMap((rename) => undone(rename, first));
  const own = await attempt(copy, planner, { from, to }, units, () => false);
  const last = await attempt(copy, planner, { from: to, to: first }, undo, () => false);
  return { ...own, ran: [...own.ran, ...last.ran], failed: [...own.failed, ...last.failed] };
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
