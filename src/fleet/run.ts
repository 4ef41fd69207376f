// The sentence of a fleet: read the declared side once, check each target beside some others, tell what they have in common.

import { SharedPrinter } from "../compare/across-versions/shared-printer.ts";
import { namedDigest } from "../digest.ts";
import { DeclaredSides } from "./declared.ts";
import { headDigest, settle } from "./head.ts";
import { Journal } from "./journal.ts";
import { Known, type Outcome, stillTrue } from "./known.ts";
import { checkMajority } from "./majority.ts";
import { checkTarget, defaultRetries } from "./one.ts";
import { defaultJobs, type Fleet, type FleetOptions } from "./options.ts";
import { inPool, OneAtATime } from "./pool.ts";
import { Readings } from "./reading.ts";
import { refuseNames, type Target } from "./target.ts";
import { majorityLocator } from "./vote.ts";

/**
 * Checks each target and clusters what differs. What goes wrong with a target is in the report.
 * @throws UsageError where the list can't be; SourceError and others where the declared side or the rules can't be read
 */
export async function checkFleet(targets: readonly Target[], options: FleetOptions): Promise<Fleet> {
  refuseNames(targets);
  if (targets.some((target) => target.options.declared === majorityLocator)) return checkMajority(targets, options);
  const embedded = new OneAtATime();
  const declared = new DeclaredSides(embedded);
  const { head, ...settled } = await settle(targets, declared, options);
  const mine = ofShard(targets, options.shard);
  const about = namedDigest(JSON.stringify([headDigest(head), options.shard ?? null]));
  const journal = options.journal === undefined ? undefined : await Journal.open(options.journal, about);
  const known = new Known(options.since, journal?.known);
  const printer = new SharedPrinter();
  const readings = new Readings(declared, embedded, settled, targets, printer.reprint);
  const retries = options.retries ?? defaultRetries;
  let [done, unchanged] = [0, 0];
  const outcomes = await inPool(options.jobs ?? defaultJobs, mine, async (target): Promise<Outcome> => {
    const started = performance.now();
    const { name } = target;
    const versions = await stillTrue(known.before(name), (before) => readings.still(target, before));
    if (versions !== undefined) unchanged += 1;
    const record =
      versions === undefined
        ? await checkTarget(target, retries, () => readings.attempt(target), started)
        : known.kept(name, versions);
    if (record !== "as before") await journal?.add(record);
    done += 1;
    options.finished?.(done, mine.length);
    return { name, record };
  }).finally(() => printer.close());
  return { report: known.report(head, outcomes, options.shard), unchanged, end: async () => journal?.end() };
}

/** By name, so that every shard has the same of them however the list is ordered. */
function ofShard(targets: readonly Target[], shard: FleetOptions["shard"]): readonly Target[] {
  const sorted = targets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return shard === undefined ? sorted : sorted.filter((_, at) => at % shard.of === shard.index - 1);
}
