// What --unproven asks for: statements about what PGlite lacks. The rest of the plan has run on the copy before. There they are
// tried only to find their order; what the copy refuses comes last, in the order in which such things are usually made.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { attempt, plannerOf } from "./attempts.ts";
import { changesBetween } from "./changes.ts";
import type { Copy } from "./copy.ts";
import type { PlannedStatement, Refused } from "./plan.ts";
import { plannedAll } from "./planned.ts";
import type { Target } from "./target.ts";
import type { Ran } from "./trial.ts";
import type { Step, Unit } from "./unit.ts";
import { isAroundBody } from "./waiting.ts";

export interface Unproven {
  readonly statements: readonly PlannedStatement[];
  readonly reverse: readonly PlannedStatement[];
  readonly refused: readonly Refused[];
}

/**
 * @param from what the copy holds, and what it is to be
 * @param reasons by the key of a drift
 */
export async function withoutProof(
  copy: Copy,
  from: Catalog,
  target: Target,
  reasons: ReadonlyMap<string, string>,
  mayLose: (step: Step) => boolean,
): Promise<Unproven> {
  const planner = plannerOf(from, target.catalog, target);
  const { units } = planner.units(changesBetween(from, target.catalog, target.renamed));
  const refused = [...planner.refusals.refused];
  const { ran, failed } = await attempt(copy, planner, { from, to: target.catalog }, units, () => false);
  const tried = [...ran, ...failed].flatMap(({ drift }) => drift);
  // What the copy gave as a reason to refuse it, such as a cast that is not there, is a stand-in's.
  const dismissed = units.filter(({ drift }) => drift.length > 0 && !drift.some((key) => tried.includes(key)));
  const told = (statements: readonly Ran[]) => {
    const losing = new Set(statements.filter(mayLose).flatMap(({ drift }) => drift));
    return plannedAll(statements, ({ drift }) => drift.some((key) => losing.has(key)), [from, target.catalog]).map(
      (statement) => ({
        ...statement,
        unproven: statement.drift.map((key) => reasons.get(key)).find((each) => each !== undefined) ?? unknown,
      }),
    );
  };
  const open = new Set(failed.map(({ object }) => object));
  const done = ran.filter((step) => !(open.has(step.object) && isAroundBody(step)));
  const rest = [...failed, ...dismissed].flatMap(stepsOf).filter((step) => !isAroundBody(step));
  const statements = told([...done, ...rest]);
  return { statements, reverse: told(wayBack(from, target).flatMap(stepsOf)), refused };
}

const unknown = "it belongs to what no copy can prove";

/** As it is usually undone: nothing tries it. */
function wayBack(from: Catalog, target: Target): readonly Unit[] {
  const back = new Map([...target.renamed].map(([old, now]): [ObjectId, ObjectId] => [now, old]));
  const planner = plannerOf(target.catalog, from, { ...target, knowsPrivileges: true });
  return planner.units(changesBetween(target.catalog, from, back)).units;
}

const stepsOf = ({ steps, object, drift, remakes }: Unit): Ran[] =>
  steps.map(({ orElse: _, hasBody: __, ...step }) => ({
    ...step,
    object,
    drift,
    ...(remakes !== undefined && { remakes }),
  }));
