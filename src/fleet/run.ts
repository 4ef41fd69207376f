// The sentence of a fleet: read the declared side once, check each target beside some others, tell what they have in common.

import { namedDigest } from "../digest.ts";
import { packageVersion } from "../package-files.ts";
import type { FleetDeclared, FleetHead, FleetReport } from "../reporters/fleet/report.ts";
import { assemble } from "./assemble.ts";
import { Deciding } from "./deciding.ts";
import { DeclaredSides } from "./declared.ts";
import { disassemble } from "./disassemble.ts";
import { Journal } from "./journal.ts";
import { type Known, stillTrue } from "./known.ts";
import { checkTarget, defaultRetries } from "./one.ts";
import { inPool, OneAtATime } from "./pool.ts";
import { Readings } from "./reading.ts";
import { refuseNames, type Target } from "./target.ts";
import { type Placed, placeTenant } from "./tenants.ts";

export interface FleetOptions {
  /** How many targets are read at once. */
  readonly jobs?: number;
  readonly retries?: number;
  readonly shard?: NonNullable<FleetReport["shard"]>;
  readonly strict?: boolean;
  readonly failOn?: readonly string[];
  /** A report, from which what has not changed is taken over. */
  readonly since?: FleetReport;
  /** The file in which what is finished is kept. */
  readonly journal?: string;
  /** Told of how many targets were finished, of how many. */
  readonly finished?: (done: number, of: number) => void;
}

const defaultJobs = 8;

export interface Fleet {
  readonly report: FleetReport;
  /** How many targets were taken over, as nothing had changed. */
  readonly unchanged: number;
  /** To be called when the report is written: then nothing is left to go on from. */
  readonly end: () => Promise<void>;
}

/**
 * Checks each target and clusters what differs. What goes wrong with a target is in the report.
 * @throws UsageError where the list can't be; SourceError and others where the declared side or the rules can't be read
 */
export async function checkFleet(targets: readonly Target[], options: FleetOptions): Promise<Fleet> {
  refuseNames(targets);
  const embedded = new OneAtATime();
  const declared = new DeclaredSides(embedded);
  const { head, ...settled } = await headOf(targets, declared, options);
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

interface Decided {
  readonly head: FleetHead;
  /** Of each target, all besides its live catalog on which its record depends. */
  readonly decided: ReadonlyMap<Target, string>;
  /** The tenants among them. */
  readonly placed: ReadonlyMap<Target, Placed>;
}

async function headOf(
  targets: readonly Target[],
  declared: DeclaredSides,
  { strict, failOn }: FleetOptions,
): Promise<Decided> {
  const deciding = new Deciding();
  const heads = new Set<FleetDeclared>();
  const digests = new Set<string>();
  const decided = new Map<Target, string>();
  const placed = new Map<Target, Placed>();
  for (const target of targets) {
    const [side, digest] = [await declared.head(target.options), await deciding.digestOf(target)];
    const tenant = target.tenant && placeTenant(target, await declared.catalog(target.options));
    if (tenant !== undefined) placed.set(target, tenant);
    heads.add(side);
    digests.add(digest);
    decided.set(target, JSON.stringify([packageVersion(), side.digest, digest, tenant ?? null]));
  }
  const names = targets.map(({ name }) => name).sort();
  const head: FleetHead = {
    version: 1,
    driftcheck: packageVersion(),
    declared: [...heads].toSorted((a, b) => (a.locator < b.locator ? -1 : 1)),
    options: namedDigest(JSON.stringify([...digests].sort())),
    list: { count: names.length, digest: namedDigest(JSON.stringify(names)) },
    ...(strict && { strict }),
    ...(failOn && { failOn }),
  };
  return { head, decided, placed };
}

/** A list that has grown is no other run: what is finished is. */
const headDigest = ({ list: _, ...head }: FleetHead) => namedDigest(JSON.stringify(head));
