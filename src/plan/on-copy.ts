// A plan for some drift, tried on a copy of the live schema: there it takes the drift away and nothing else, and the way back
// brings it again. What PostgreSQL refuses there is left out, with its reason.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { renamed, thenLosing } from "./attempts.ts";
import { type Copy, withoutOwners } from "./copy.ts";
import { type Said, saidOf } from "./judged.ts";
import { liveNames } from "./live-names.ts";
import type { PlanOptions } from "./options.ts";
import type { PlannedStatement, Refused } from "./plan.ts";
import { plannedAll } from "./planned.ts";
import { movedColumns, outcomeOf, proofOf } from "./proof.ts";
import { suggestedRenames } from "./renames.ts";
import { standingOn } from "./stand-ins.ts";
import { driftKey, targetOf } from "./target.ts";
import { backOnCopy, thereOnCopy } from "./there-and-back.ts";
import type { HeldBack, Tried } from "./trial.ts";
import type { Step, Unit } from "./unit.ts";
import { withoutProof } from "./unproven.ts";

export interface Work {
  readonly copy: Copy;
  readonly wanted: readonly Drift[];
  readonly options: PlanOptions;
  readonly again: (live: Catalog) => Promise<Said["comparison"]>;
  readonly live: Said;
  /** The version of the live server, which must understand the statements. */
  readonly server: string;
  /** Another copy, as the first was at first. */
  readonly reopen: () => Promise<Copy>;
}

/** What PostgreSQL refuses is left out, and the rest planned without it, so that it stands by itself. */
export async function planOnCopy(work: Work) {
  const isOrder = ({ attribute }: Drift) => attribute === "columnOrder";
  const { isProvable, refused, apart } = await sortedOut(work);
  refused.push(...work.wanted.filter(isOrder).map((each) => inOrder(driftKey(each))));
  let wanted = work.wanted.filter((each) => !isOrder(each) && isProvable(each));
  const late = new Set<string>();
  let made = await tryOnce({ ...work, wanted }, work.copy, late);
  for (let round = 0; round < mostRounds && made.failing.size + made.half.size > 0; round += 1) {
    const without = wanted.filter((each) => !made.failing.has(driftKey(each)));
    if (without.length === wanted.length && made.half.size === 0) break;
    if (work.options.unproven) for (const [key, reason] of made.failing) apart.set(key, reason);
    else refused.push(...made.failed);
    for (const key of made.half) late.add(key);
    wanted = without;
    const copy = await work.reopen();
    made = await tryOnce({ ...work, wanted }, copy, late).finally(() => copy.close());
  }
  const { failing: _, half: __, failed, ...plan } = made;
  const more = apart.size === 0 ? undefined : await planApart(work, apart, plan.statements);
  const all = [...plan.refused, ...refused, ...failed, ...(more?.refused ?? [])];
  const outcome = more === undefined ? outcomeOf(plan.proof, all) : "unproven";
  const statements = [...plan.statements, ...(more?.statements ?? [])];
  return { ...plan, statements, reverse: [...(more?.reverse ?? []), ...plan.reverse], refused: all, outcome };
}

/** Drift that rests on what PGlite lacks is refused, or planned by itself where somebody asked for that. */
async function sortedOut({ copy, wanted, live, options }: Work) {
  const { declared, live: compared } = live.comparison;
  const extensionOf = standingOn([declared, compared, await copy.read()]);
  const all = new Map(wanted.flatMap((each) => entryOf(each, extensionOf(each))));
  const reason = (extension: string) => `PGlite lacks ${extension}, so no copy can prove it`;
  const apart = new Map<string, string>();
  const refused: Refused[] = [];
  for (const [each, extension] of all) {
    if (options.unproven) apart.set(driftKey(each), reason(extension));
    else refused.push(refusedAs(each, `${reason(extension)}: pass --unproven to have its statements`));
  }
  return { isProvable: (each: Drift) => !all.has(each), refused, apart };
}

const entryOf = (each: Drift, extension: string | undefined) =>
  extension === undefined ? [] : [[each, extension] as const];

const refusedAs = ({ id, attribute }: Drift, reason: string): Refused => ({
  id,
  ...(attribute !== undefined && { attribute }),
  reason,
});

/** @param apart why, by the key of each drift */
async function planApart(work: Work, apart: ReadonlyMap<string, string>, before: readonly PlannedStatement[]) {
  const copy = await work.reopen();
  try {
    for (const { sql, commented } of before) if (!commented) await copy.client.query(sql);
    const { catalog, said } = await lookAt(work, copy);
    const names = await liveNames(catalog, said.comparison, work.options.mapSchemas ?? new Map());
    const drift = said.drift.filter((each) => apart.has(driftKey(each)));
    const target = targetOf(drift, catalog, said.comparison, names, work.server);
    return await withoutProof(copy, catalog, target, apart, mayLoseWith(work.options));
  } finally {
    await copy.close();
  }
}

const mostRounds = 4;

const mayLoseWith =
  ({ allowDataLoss }: PlanOptions) =>
  ({ loses }: Step) =>
    loses !== undefined && allowDataLoss !== true;

/** What the copy holds, and what a check says of it. */
async function lookAt({ again, options, live }: Work, copy: Copy) {
  const { ofDatabase } = live.comparison.live;
  const catalog = await copy.read();
  const said = await saidOf(await again({ ...catalog, ...(ofDatabase && { ofDatabase }) }), options);
  const isOwned = copy.hasOwners || options.privileges === true;
  return { catalog: isOwned ? catalog : withoutOwners(catalog), said };
}

/** @param late drift that is taken away after what loses data has run, as it was half done before that */
async function tryOnce(work: Work, copy: Copy, late: ReadonlySet<string>) {
  const { wanted, options, reopen, server } = work;
  const look = (at = copy) => lookAt(work, at);
  const first = await look();
  const schemas = options.mapSchemas ?? new Map<string, string>();
  const mayLose = mayLoseWith(options);
  const isHeldBack: HeldBack = (step, { drift }) => mayLose(step) || drift.some((key) => late.has(key));
  const { ran, renames } = await renamed(copy, first.catalog, wanted, options.renames ?? new Map());
  const before = ran.length === 0 ? first : await look();
  const { here, lost } = sorted(wanted, first.said, before.said);
  const names = await liveNames(before.catalog, before.said.comparison, schemas);
  const target = targetOf(here, before.catalog, before.said.comparison, names, server);
  const trip = { copy, target, look };
  const there = await thereOnCopy({ ...trip, planned: here, before, schemas, server, isHeldBack });
  const tried = { ...there.tried, ran: [...ran, ...there.tried.ran] };
  const own = { from: there.after.catalog, to: before.catalog, first: first.catalog };
  const back = await backOnCopy({ ...trip, ...own, renames });
  const isHeld = tried.failed.some(({ failure }) => failure === undefined);
  const losing = isHeld ? await thenLosing(reopen, tried, target, look) : undefined;
  const went = { planned: wanted, before: first.said, after: there.after.said };
  const proof = proofOf(
    { ...went, tried, held: losing?.done ?? [], afterAll: losing?.after.said },
    { tried: back.tried, said: back.after.said, from: first.catalog, to: back.after.catalog },
  );
  const sides = [first.catalog, target.catalog];
  const failed = (losing?.failed ?? tried.failed).filter(({ failure }) => failure !== undefined);
  return {
    statements: [...plannedAll(tried.ran, () => false, sides), ...plannedAll(losing?.ran ?? [], () => true, sides)],
    reverse: plannedAll(back.tried.ran, mayLose, sides),
    refused: [
      ...tried.refused,
      ...(losing?.refused ?? []),
      ...lost.map(notOnCopy),
      ...movedColumns(went).map(inOrder),
      ...back.tried.refused.map((each) => ({ ...each, isReverse: true as const })),
    ],
    renames: [...renames, ...suggestedRenames(here, before.said.comparison, names)],
    proof,
    failed: failed.flatMap(unfinished),
    failing: new Map(failed.flatMap((unit) => unit.drift.map((key) => [key, reasonOf(unit)] as const))),
    half: isHeld ? halfDone(there.tried) : new Set<string>(),
  };
}

/** Drift of which one statement ran and another waits. */
function halfDone({ ran, failed }: Tried): ReadonlySet<string> {
  const done = new Set(ran.flatMap(({ drift }) => drift));
  return new Set(failed.flatMap(({ drift }) => drift).filter((key) => done.has(key)));
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

const inOrder = (key: string): Refused => ({
  id: key.slice(0, -" columnOrder".length) as ObjectId,
  attribute: "columnOrder",
  reason: "PostgreSQL adds a column at the end of its table, and moves none",
});

const notOnCopy = (each: Drift): Refused =>
  refusedAs(each, "the copy of the live schema lacks it, and without it nothing can be proven");

const reasonOf = ({ failure }: Unit) => `PostgreSQL refuses it on the copy: ${failure?.message}`;

const unfinished = (unit: Unit): Refused[] =>
  unit.failure === undefined ? [] : [{ id: unit.object, reason: reasonOf(unit), skeleton: unit.failure.sql }];
