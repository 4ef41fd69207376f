// A statement that ran on the copy, as the plan tells it: with its lock, what it reads and writes, what it may lose.

import type { Catalog } from "../catalog/catalog.ts";
import { parseObjectId, qualified } from "../catalog/object-id.ts";
import { effectOf } from "./locks.ts";
import type { PlannedStatement } from "./plan.ts";
import type { Ran } from "./trial.ts";

/**
 * @param isCommented it loses data, or needs what does, and that was not allowed
 * @param sides what is there, and what is to be
 */
export const plannedAll = (
  ran: readonly Ran[],
  isCommented: (ran: Ran) => boolean,
  sides: readonly Catalog[],
): PlannedStatement[] =>
  ran.map((each) => ({ ...plannedOf(each, ran, sides), ...(isCommented(each) && { commented: true as const }) }));

function plannedOf(ran: Ran, all: readonly Ran[], sides: readonly Catalog[]): PlannedStatement {
  const { sql, drift, loses, fails, hint, transaction } = ran;
  const effect = effectOf(sql, sides);
  return {
    sql,
    drift,
    lock: effect.lock,
    locks: homeOf(ran, effect.locks),
    rewrites: ran.rewrites ?? effect.rewrites,
    scans: ran.scans ?? effect.scans,
    ...(loses && { loses }),
    ...(fails && { fails }),
    ...(hint && { hint }),
    transaction: transaction ?? (isWithinRemaking(ran, all) ? "needed" : "either"),
  };
}

/** An index that stands in for another for a while is in no catalog: it is its object's table that is locked. */
function homeOf({ object, sql }: Ran, locks: readonly string[]): readonly string[] {
  const { path } = parseObjectId(object);
  const isOfIndex = ["DROP INDEX ", "ALTER INDEX ", "COMMENT ON INDEX "].some((words) => sql.startsWith(words));
  return isOfIndex && path.length > 2 ? [qualified(...path.slice(0, 2))] : locks;
}

/** Between the statement that takes an object away and the one that brings it back, nobody may look. */
function isWithinRemaking(ran: Ran, all: readonly Ran[]): boolean {
  const at = all.indexOf(ran);
  const ids = new Set(all.flatMap(({ remakes }) => remakes ?? []));
  return [...ids].some((id) => {
    const first = all.findIndex(({ remakes }) => remakes === id);
    const last = all.findLastIndex(({ remakes }) => remakes === id);
    return first <= at && at <= last && first !== last;
  });
}
