// The report on a fleet: equal differences once, with the targets that have them. Its JSON form is stable:
// `fleet-report.schema.json` describes it. It says nothing of when it was made or how long that took, so that the same databases
// give the same bytes.

import type { Drift, IgnoredDrift } from "../../catalog/drift.ts";
import type { BaselinedDrift, DataFinding, Finding, FixedDrift, Migrated, NotCompared } from "../reporter.ts";

export type FleetOutcome = "clean" | "drift" | "could-not-tell";

/** Everything that is said of a target, by the list of the report in which it stands. */
export interface Said {
  readonly clusters: Drift;
  readonly ignored: IgnoredDrift;
  readonly baselined: BaselinedDrift;
  readonly fixedInBaseline: FixedDrift;
  readonly data: DataFinding;
  readonly failures: { readonly says: string };
  readonly findings: Finding;
  readonly hints: { readonly says: string };
  readonly notCompared: NotCompared;
  readonly staleRules: { readonly rule: string; readonly reason: string };
  readonly disabledRules: { readonly rule: string; readonly in: string };
}

export type ListName = keyof Said;

/** Differences have an id, by which a target names them. */
export type Clustered = "clusters" | "ignored" | "baselined";

/** Equal drift in several targets. */
export interface Cluster<D extends Drift = Drift> {
  /** The same in every report that has this drift. */
  readonly id: string;
  /** As the first of the targets has it. */
  readonly drift: D;
  readonly targets: readonly string[];
}

export type Shared<Value> = Value & { readonly targets: readonly string[] };

type Lists = {
  readonly [N in ListName]: readonly (N extends Clustered ? Cluster<Extract<Said[N], Drift>> : Shared<Said[N]>)[];
};

export interface FleetTarget {
  readonly name: string;
  readonly outcome: FleetOutcome;
  /** Why it could not be told, without any password. */
  readonly error?: string;
  /** The ids of the clusters that it is in. */
  readonly clusters: readonly string[];
  /** Version of its server. */
  readonly server?: string;
  /** How many objects were looked at. */
  readonly compared?: number;
  readonly migrations?: Migrated;
  /** Of its catalog: --since does not read a target again that still has it. */
  readonly fingerprint?: string;
  /** Digest of which version each row of its catalog is of: where it is the same, no fingerprint is asked for. */
  readonly versions?: string;
}

export interface FleetDeclared {
  /** Without any password; `majority` where the targets are compared with what most of them have. */
  readonly locator: string;
  readonly server: string;
  readonly found?: string;
  readonly digest: string;
}

/** What a report is about, and what decided it: only reports with the same one can be merged or taken up again. */
export interface FleetHead {
  readonly version: 1;
  /** The version of driftcheck that wrote it. */
  readonly driftcheck: string;
  readonly declared: readonly FleetDeclared[];
  /** Digest of all that decides what is compared and what is ignored. */
  readonly options: string;
  /** All targets, those of other shards too. */
  readonly list: { readonly count: number; readonly digest: string };
  /** Column order is compared, and stale rules fail. */
  readonly strict?: true;
  /** What alone makes the check fail, where that was asked for. */
  readonly failOn?: readonly string[];
}

export interface FleetReport extends FleetHead, Lists {
  readonly outcome: FleetOutcome;
  readonly counts: {
    readonly targets: number;
    readonly clean: number;
    readonly drift: number;
    readonly couldNotTell: number;
  };
  /** Only of a part of the targets. */
  readonly shard?: { readonly index: number; readonly of: number };
  readonly targets: readonly FleetTarget[];
  /** Of everything above: a report that was changed by hand is not taken up again. */
  readonly digest: string;
}
