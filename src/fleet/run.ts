// The sentence of a fleet: read the declared side once, check each target beside some others, tell what they have in common.

import { namedDigest } from "../digest.ts";
import type { FleetReport } from "../reporters/fleet/report.ts";
import { assemble } from "./assemble.ts";
import { DeclaredSides } from "./declared.ts";
import { disassemble } from "./disassemble.ts";
import { headDigest, settle } from "./head.ts";
import { Journal } from "./journal.ts";
import { type Known, stillTrue } from "./known.ts";
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
  const known = knownFrom(options.since, journal);
  const readings = new Readings(declared, embedded, settled, targets);
  const retries = options.retries ?? defaultRetries;
  let [done, unchanged] = [0, 0];
  const records = await inPool(options.jobs ?? defaultJobs, mine, async (target) => {
    const before = known.get(target.name);
    const same = await stillTrue(before, () => readings.fingerprint(target));
    if (same !== undefined) unchanged += 1;
    const record = same ?? (await checkTarget(target, retries, () => readings.attempt(target)));
    if (journal !== undefined && journal.known.get(target.name) !== record) await journal.add(record);
    done += 1;
    options.finished?.(done, mine.length);
    return record;
  });
  return { report: assemble(head, records, options.shard), unchanged, end: async () => journal?.end() };
}

/** What the killed run had finished is newer than a report. */
function knownFrom(since: FleetReport | undefined, journal: Journal | undefined): Known {
  const records = since === undefined ? [] : disassemble(since);
  return new Map([...records.map((record) => [record.name, record] as const), ...(journal?.known ?? [])]);
}

/** By name, so that every shard has the same of them however the list is ordered. */
function ofShard(targets: readonly Target[], shard: FleetOptions["shard"]): readonly Target[] {
  const sorted = targets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return shard === undefined ? sorted : sorted.filter((_, at) => at % shard.of === shard.index - 1);
}
