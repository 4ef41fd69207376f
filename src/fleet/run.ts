// The sentence of a fleet: read the declared side once, check each target beside some others, tell what they have in common.

import type { Sides } from "../check.ts";
import { namedDigest } from "../digest.ts";
import { packageVersion } from "../package-files.ts";
import { readLive } from "../read-catalog.ts";
import type { FleetHead, FleetReport } from "../reporters/fleet/report.ts";
import { postgres } from "../sources/postgres.ts";
import { assemble } from "./assemble.ts";
import { Deciding } from "./deciding.ts";
import { DeclaredSides } from "./declared.ts";
import { checkTarget, defaultRetries } from "./one.ts";
import { inPool, OneAtATime } from "./pool.ts";
import { refuseNames, type Target } from "./target.ts";

export interface FleetOptions {
  /** How many targets are read at once. */
  readonly jobs?: number;
  readonly retries?: number;
  readonly shard?: NonNullable<FleetReport["shard"]>;
  readonly strict?: boolean;
  readonly failOn?: readonly string[];
}

const defaultJobs = 8;

/**
 * Checks each target and clusters what differs. What goes wrong with a target is in the report.
 * @throws UsageError where the list can't be; SourceError and others where the declared side or the rules can't be read
 */
export async function checkFleet(targets: readonly Target[], options: FleetOptions): Promise<FleetReport> {
  refuseNames(targets);
  const embedded = new OneAtATime();
  const declared = new DeclaredSides(embedded);
  const head = await headOf(targets, declared, new Deciding(), options);
  const records = await inPool(options.jobs ?? defaultJobs, ofShard(targets, options.shard), (target) =>
    checkTarget(target, options.retries ?? defaultRetries, () => ({
      sides: sidesOf(declared, embedded),
      fingerprint: () => undefined,
    })),
  );
  return assemble(head, records, options.shard);
}

function sidesOf(declared: DeclaredSides, embedded: OneAtATime): Sides {
  const live: Sides["live"] = (options, question) => {
    const read = () => readLive(options.live, { ...options, refuseProblems: true }, question);
    return postgres.accepts(options.live) ? read() : embedded.run(read);
  };
  return { project: declared.project, declared: declared.read, live };
}

/** By name, so that every shard has the same of them however the list is ordered. */
function ofShard(targets: readonly Target[], shard: FleetOptions["shard"]): readonly Target[] {
  const sorted = targets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return shard === undefined ? sorted : sorted.filter((_, at) => at % shard.of === shard.index - 1);
}

async function headOf(
  targets: readonly Target[],
  declared: DeclaredSides,
  deciding: Deciding,
  { strict, failOn }: FleetOptions,
): Promise<FleetHead> {
  const heads = [...new Set(await Promise.all(targets.map(({ options }) => declared.head(options))))];
  const digests = await Promise.all(targets.map((target) => deciding.digestOf(target)));
  const names = targets.map(({ name }) => name).sort();
  return {
    version: 1,
    driftcheck: packageVersion(),
    declared: heads.toSorted((a, b) => (a.locator < b.locator ? -1 : 1)),
    options: namedDigest(JSON.stringify([...new Set(digests)].sort())),
    list: { count: names.length, digest: namedDigest(JSON.stringify(names)) },
    ...(strict && { strict }),
    ...(failOn && { failOn }),
  };
}
