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
import { plannedOf } from "./planned.ts";
import { outcomeOf, type ProofParts, proofOf } from "./proof.ts";
import { driftKey, type Target, targetOf } from "./target.ts";
import { Trial } from "./trial.ts";
import { Planner } from "./units.ts";

export interface PlanOptions extends CheckOptions {
  /** Globs of the ids of the drift that is planned; all of it by default. */
  readonly only?: readonly string[];
  /** Writes what loses data as statements; as comments by default. */
  readonly allowDataLoss?: boolean;
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
    return { version: 1, ...about, ...(await planned({ copy, wanted, options, again: compared.with, live: said })) };
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

interface Work {
  readonly copy: Copy;
  readonly wanted: readonly Drift[];
  readonly options: PlanOptions;
  readonly again: (live: Catalog) => Promise<Said["comparison"]>;
  readonly live: Said;
}

async function planned({ copy, wanted, options, again, live }: Work) {
  const look = async () => {
    const catalog = await copy.read();
    const { ofDatabase } = live.comparison.live;
    return { catalog, said: await saidOf(await again({ ...catalog, ...(ofDatabase && { ofDatabase }) }), options) };
  };
  const before = await look();
  const held = new Set(before.said.drift.map(driftKey));
  const here = wanted.filter((each) => held.has(driftKey(each)));
  const lost = wanted.filter((each) => !held.has(driftKey(each)));
  const names = await liveNames(before.catalog, before.said.comparison, options.mapSchemas ?? new Map());
  const target = targetOf(here, before.catalog, before.said.comparison, names);
  const isHeldBack = (step: { loses?: unknown }) => step.loses !== undefined && options.allowDataLoss !== true;
  const forth = await tryOut(copy, before.catalog, target, isHeldBack, options);
  const after = await look();
  const parts: ProofParts = { planned: here, before: before.said, after: after.said, forth };
  const reverse = await wayBack(copy, before.catalog, after.catalog, target, options);
  const back = await look();
  const proof = proofOf(parts, { tried: reverse, said: back.said, from: before.catalog, to: back.catalog });
  const refused: Refused[] = [...forth.refused, ...lost.map(notOnCopy), ...forth.failed.map(unfinished)];
  const statements = forth.ran.map((each) => plannedOf(each, forth.ran));
  return {
    outcome: outcomeOf(proof, refused),
    statements,
    reverse: reverse.ran.map((each) => plannedOf(each, reverse.ran)),
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

const unfinished = ({ object, failure }: { object: ObjectId; failure?: { message: string } }): Refused => ({
  id: object,
  reason: failure === undefined ? "it loses data" : `PostgreSQL refuses it on the copy: ${failure.message}`,
});

async function tryOut(
  copy: Copy,
  from: Catalog,
  target: Target,
  isHeldBack: (step: { loses?: unknown }) => boolean,
  options: PlanOptions,
) {
  const changes = changesBetween(from, target.catalog, target.renamed);
  return attempt(copy, { from, to: target.catalog, changes, drift: target.drift, isHeldBack }, options);
}

async function wayBack(copy: Copy, to: Catalog, from: Catalog, target: Target, options: PlanOptions) {
  const back = new Map([...target.renamed].map(([old, now]) => [now, old]));
  const changes = changesBetween(from, to, back);
  return attempt(copy, { from, to, changes, drift: target.drift, isHeldBack: () => false }, options);
}

interface Attempt {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly changes: ReturnType<typeof changesBetween>;
  readonly drift: Target["drift"];
  readonly isHeldBack: (step: { loses?: unknown }) => boolean;
}

async function attempt(copy: Copy, { from, to, changes, drift, isHeldBack }: Attempt, _: PlanOptions) {
  const driftOf = (id: ObjectId, attribute = "") => {
    const key = drift.get(id)?.get(attribute);
    return key === undefined ? [] : [key];
  };
  const planner = new Planner({ from, to, major: Number.parseInt(from.server, 10), driftOf });
  const { units } = planner.units(changes);
  const tried = await new Trial(copy.client, planner, { from, to }, isHeldBack).run(units);
  const { refused, drift: refusedDrift } = planner.refusals;
  return { ...tried, refused, refusedDrift };
}
