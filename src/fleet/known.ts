// What is known of targets from before: of a report, or of a run that was killed, which is newer. It holds where the catalog is
// still what it was, and the options and the declared side are the same, which the signs of a catalog say too.

import { DriftcheckError } from "../errors.ts";
import type { FleetHead, FleetReport, FleetTarget } from "../reporters/fleet/report.ts";
import { assemble } from "./assemble.ts";
import { disassemble } from "./disassemble.ts";
import { headOf } from "./read-report.ts";
import type { TargetRecord } from "./record.ts";

/** What tells whether a target is what it was. */
export type Before = Pick<FleetTarget, "outcome" | "fingerprint" | "versions">;

/** A target of today: checked, or what the report from before has of it. */
export interface Outcome {
  readonly name: string;
  readonly record: TargetRecord | "as before";
}

export class Known {
  readonly #since: FleetReport | undefined;
  /** Undefined where nobody keeps a journal. */
  readonly #journaled: ReadonlyMap<string, TargetRecord> | undefined;
  readonly #before: ReadonlyMap<string, Before>;
  #records: ReadonlyMap<string, TargetRecord> | undefined;

  constructor(since: FleetReport | undefined, journaled: ReadonlyMap<string, TargetRecord> | undefined) {
    this.#since = since;
    this.#journaled = journaled;
    const reported = (since?.targets ?? []).map((each) => [each.name, each] as const);
    this.#before = new Map<string, Before>([...reported, ...(journaled ?? [])]);
  }

  before(name: string): Before | undefined {
    return this.#before.get(name);
  }

  /** Of a target that is what it was. Of thousands of these, nobody needs each by itself. */
  kept(name: string, versions: string): Outcome["record"] {
    const isSame = this.#before.get(name)?.versions === versions;
    if (isSame && this.#journaled === undefined) return "as before";
    const record = this.#record(name);
    return isSame ? record : { ...record, versions };
  }

  /** The report from before, where nothing is otherwise than it says. */
  report(head: FleetHead, outcomes: readonly Outcome[], shard: FleetReport["shard"]): FleetReport {
    const since = this.#since;
    const isAll = since?.targets.length === outcomes.length && outcomes.every(({ record }) => record === "as before");
    if (isAll && JSON.stringify([headOf(since), since.shard]) === JSON.stringify([head, shard])) return since;
    const records = outcomes.map(({ name, record }) => (record === "as before" ? this.#record(name) : record));
    return assemble(head, records, shard);
  }

  #record(name: string): TargetRecord {
    this.#records ??= new Map((this.#since ? disassemble(this.#since) : []).map((each) => [each.name, each]));
    const record = this.#journaled?.get(name) ?? this.#records.get(name);
    if (record === undefined) throw new Error(`nothing is known of ${name}`);
    return record;
  }
}

/**
 * Which versions its rows are of now, if the target is still what it was.
 * @param ask whether it is
 */
export async function stillTrue(
  before: Before | undefined,
  ask: (before: Before) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (before?.fingerprint === undefined || before.outcome === "could-not-tell") return undefined;
  try {
    return await ask(before);
  } catch (error) {
    // Whatever it is, reading the target says it better.
    if (error instanceof DriftcheckError) return undefined;
    throw error;
  }
}
