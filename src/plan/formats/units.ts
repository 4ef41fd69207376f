// A plan cut into what a migration tool can record: what runs in one transaction, or one statement that forbids any. Each cut
// comes with its way back, so that a tool which stops between two of them has recorded what is done.

import { type Lock, lockModes, type PlannedStatement } from "../plan.ts";

export interface Step {
  /** Its one statement that runs is refused in a transaction; otherwise all of it is one transaction. */
  readonly isAlone: boolean;
  readonly statements: readonly PlannedStatement[];
}

/** One migration of a tool. Of two sides that are there, both are alone or neither is. */
export interface Unit {
  readonly up?: Step;
  readonly down?: Step;
}

/** At least one, also where nothing is run. */
export function unitsOf(up: readonly PlannedStatement[], down: readonly PlannedStatement[]): readonly Unit[] {
  const units = paired(stepsOf(up), stepsOf(down).reverse());
  return units.length === 0 ? [{}] : units;
}

function stepsOf(statements: readonly PlannedStatement[]): Step[] {
  const steps: { isAlone: boolean; statements: PlannedStatement[] }[] = [];
  let waiting: PlannedStatement[] = [];
  for (const statement of statements) {
    const isAlone = statement.transaction === "forbidden";
    const last = steps.at(-1);
    // What is only a comment needs no migration of its own.
    if (statement.commented) (last?.statements ?? waiting).push(statement);
    else if (last === undefined || isAlone || last.isAlone || keepsWaiting(last.statements, statement)) {
      steps.push({ isAlone, statements: [...waiting, statement] });
      waiting = [];
    } else last.statements.push(statement);
  }
  return waiting.length === 0 ? steps : [{ isAlone: false, statements: waiting }];
}

/**
 * A lock is held to the end of its transaction. What takes long is kept apart from stronger locks than its own, and from locks of
 * other tables: VALIDATE CONSTRAINT lets others write only where ADD CONSTRAINT was committed before.
 */
function keepsWaiting(before: readonly PlannedStatement[], statement: PlannedStatement): boolean {
  const { scans, rewrites, transaction, lock, locks } = statement;
  if (!(scans || rewrites) || transaction === "needed") return false;
  return before.some(
    (each) =>
      !each.commented &&
      strength(each.lock) >= blocksWriters &&
      (strength(each.lock) > strength(lock) || each.locks.some((relation) => !locks.includes(relation))),
  );
}

const strength = (lock: Lock) => lockModes.indexOf(lock);
const blocksWriters = strength("SHARE");

/**
 * Each side stays in its order. Two that undo each other come together where that can be; sides that differ in whether they have a
 * transaction never do, as most tools say that once for a migration.
 */
function paired(ups: readonly Step[], downs: readonly Step[]): Unit[] {
  const width = downs.length + 1;
  const best = new Float64Array((ups.length + 1) * width);
  const at = (up: number, down: number) => best[up * width + down] ?? 0;
  const together = (up: number, down: number) => at(up + 1, down + 1) + worth(ups[up], downs[down]);
  for (let up = ups.length - 1; up >= 0; up -= 1)
    for (let down = downs.length - 1; down >= 0; down -= 1)
      best[up * width + down] = Math.max(at(up + 1, down), at(up, down + 1), together(up, down));
  const units: Unit[] = [];
  let [up, down] = [0, 0];
  while (up < ups.length || down < downs.length) {
    const [one, other] = [ups[up], downs[down]];
    if (one !== undefined && other !== undefined && at(up, down) === together(up, down)) {
      units.push({ up: one, down: other });
      up += 1;
      down += 1;
    } else if (one !== undefined && (other === undefined || at(up, down) === at(up + 1, down))) {
      units.push({ up: one });
      up += 1;
    } else {
      if (other !== undefined) units.push({ down: other });
      down += 1;
    }
  }
  return units;
}

function worth(up: Step | undefined, down: Step | undefined): number {
  if (up === undefined || down === undefined || up.isAlone !== down.isAlone) return Number.NEGATIVE_INFINITY;
  const drifts = new Set(up.statements.flatMap(({ drift }) => drift));
  const shared = new Set(down.statements.flatMap(({ drift }) => drift).filter((drift) => drifts.has(drift)));
  return 1 + 2 * shared.size;
}
