// A plan for some drift, tried on a copy of the live schema: there it takes the drift away and nothing else, and the way back
// brings it again. What PostgreSQL refuses there is left out, with its reason.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { forthAgain, joined, wayBackAgain } from "./afterwards.ts";
import { forth, renamed, thenLosing, wayBack } from "./attempts.ts";
import { type Copy, withoutOwners } from "./copy.ts";
import { type Said, saidOf } from "./judged.ts";
import { liveNames } from "./live-names.ts";
import type { PlanOptions } from "./options.ts";
import type { Refused } from "./plan.ts";
import { plannedAll } from "./planned.ts";
import { movedColumns, outcomeOf, proofOf } from "./proof.ts";
import { suggestedRenames } from "./renames.ts";
import { driftKey, targetOf } from "./target.ts";
import type { Step, Unit } from "./unit.ts";

export interface Work {
  readonly copy: Copy;
  readonly wanted: readonly Drift[];
  readonly options: PlanOptions;
  readonly again: (live: Catalog) => Promise<Said["comparison"]>;
  readonly live: Said;
  /** Another copy, as the first was at first. */
  readonly reopen: () => Promise<Copy>;
}

/** What PostgreSQL refuses is left out, and the rest planned without it, so that it stands by itself. */
export async function planOnCopy(work: Work) {
  const isOrder = ({ attribute }: Drift) => attribute === "columnOrder";
  const refused: Refused[] = work.wanted.filter(isOrder).map((each) => inOrder(driftKey(each)));
  let wanted = work.wanted.filter((each) => !isOrder(each));
  let made = await tryOnce({ ...work, wanted }, work.copy);
  for (let round = 0; round < mostRounds && made.failing.size > 0; round += 1) {
    const without = wanted.filter((each) => !made.failing.has(driftKey(each)));
    if (without.length === wanted.length || without.length === 0) break;
    refused.push(...made.failed);
    wanted = without;
    const copy = await work.reopen();
    made = await tryOnce({ ...work, wanted }, copy).finally(() => copy.close());
  }
  const { failing: _, failed, ...plan } = made;
  const all = [...plan.refused, ...refused, ...failed];
  return { ...plan, refused: all, outcome: outcomeOf(plan.proof, all) };
}

const mostRounds = 4;

async function tryOnce({ wanted, options, again, live, reopen }: Work, copy: Copy) {
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
  const renaming = await renamed(copy, first.catalog, wanted, options.renames ?? new Map());
  const before = renaming.ran.length === 0 ? first : await look();
  const { here, lost } = sorted(wanted, first.said, before.said);
  const names = await liveNames(before.catalog, before.said.comparison, schemas);
  const target = targetOf(here, before.catalog, before.said.comparison, names, live.comparison.live.server);
  const { server } = live.comparison.live;
  const once = await forth(copy, before.catalog, target, isHeldBack);
  const seen = await look();
  const about = { copy, schemas, server, isHeldBack };
  const more = await forthAgain({ ...about, planned: here, before: before.said, after: seen, tried: once });
  const own = joined(once, more);
  const tried = { ...own, ran: [...renaming.ran, ...own.ran] };
  const after = more === undefined ? seen : await look();
  const wentBack = await wayBack(
    copy,
    { from: after.catalog, to: before.catalog, target },
    renaming.renames,
    first.catalog,
  );
  const wasBack = await look();
  const backAgain =
    renaming.renames.length > 0
      ? undefined
      : await wayBackAgain({ copy, from: wasBack.catalog, to: before.catalog, target, tried: wentBack });
  const back = joined(wentBack, backAgain);
  const end = backAgain === undefined ? wasBack : await look();
  const isHeld = tried.failed.some(({ failure }) => failure === undefined);
  const losing = isHeld ? await thenLosing(reopen, tried, target, look) : undefined;
  const proof = proofOf(
    {
      planned: wanted,
      before: first.said,
      after: after.said,
      tried,
      held: losing?.done ?? [],
      afterAll: losing?.after.said,
    },
    { tried: back, said: end.said, from: first.catalog, to: end.catalog },
  );
  const refused: Refused[] = [
    ...tried.refused,
    ...(losing?.refused ?? []),
    ...lost.map(notOnCopy),
    ...movedColumns({ planned: wanted, before: first.said, after: after.said }).map(inOrder),
    ...back.refused.map((each) => ({ ...each, isReverse: true as const })),
  ];
  const failed = (losing?.failed ?? tried.failed).filter(({ failure }) => failure !== undefined);
  return {
    statements: [...plannedAll(tried.ran, () => false), ...plannedAll(losing?.ran ?? [], () => true)],
    reverse: plannedAll(back.ran, isHeldBack),
    refused,
    renames: [...renaming.renames, ...suggestedRenames(here, before.said.comparison, names)],
    proof,
    failed: failed.flatMap(unfinished),
    failing: new Set(failed.flatMap(({ drift }) => drift)),
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

const inOrder = (key: string): Refused => ({
  id: key.slice(0, -" columnOrder".length) as ObjectId,
  attribute: "columnOrder",
  reason: "PostgreSQL adds a column at the end of its table, and moves none",
});

const notOnCopy = ({ id, attribute }: Drift): Refused => ({
  id,
  ...(attribute !== undefined && { attribute }),
  reason: "the copy of the live schema lacks it, and without it nothing can be proven",
});

const unfinished = ({ object, failure }: Unit): Refused[] =>
  failure === undefined ? [] : [{ id: object, reason: `PostgreSQL refuses it on the copy: ${failure.message}` }];
