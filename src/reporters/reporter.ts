// The contract of a reporter: a report in, text out. A reporter knows no kind, prints nothing and decides nothing.

import type { Drift, IgnoredDrift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";

export interface ReportedSide {
  /** Without any password. */
  readonly locator: string;
  /** Version of the server that printed the expressions. */
  readonly server: string;
}

export interface NotCompared {
  readonly what: string;
  readonly side: "declared" | "live";
  readonly count: number;
  readonly reason: string;
  readonly id?: ObjectId;
}

/** Drift that the baseline accepts. */
export interface BaselinedDrift extends Drift {
  readonly fingerprint: string;
}

/** What the baseline accepts and is no drift any more. */
export interface FixedDrift {
  readonly type: Drift["type"];
  /** As the baseline has it: a name that pgloader numbered is `idx_*_…`. */
  readonly id: string;
  readonly attribute?: string;
  readonly declared: Drift["declared"];
  readonly live: Drift["live"];
  readonly fingerprint: string;
}

/** What many drifts have in common: that a migration stopped half way, or that a schema was not mapped. */
export interface Finding {
  /** Each drift that is a part of it names it. */
  readonly id: string;
  readonly says: string;
  /** How many drifts are a part of it. */
  readonly count: number;
}

/** The outcome of a check. Its JSON form is stable: `report.schema.json` describes it. */
export interface Report {
  readonly version: 1;
  readonly outcome: "clean" | "drift";
  /** Why the check fails, drift apart, in a sentence each. Absent where nothing but drift can make it fail. */
  readonly failures?: readonly string[];
  readonly declared: ReportedSide;
  readonly live: ReportedSide;
  /** Objects looked at, by kind: those that both sides have, and those that one has. */
  readonly compared: Readonly<Record<string, number>>;
  /** Objects that each side had, by kind. */
  readonly coverage: Readonly<Record<string, { readonly declared: number; readonly live: number }>>;
  readonly notCompared: readonly NotCompared[];
  readonly drift: readonly Drift[];
  /** Absent where there is none. */
  readonly findings?: readonly Finding[];
  readonly ignored: readonly IgnoredDrift[];
  /** Only where there is a baseline. */
  readonly baselined?: readonly BaselinedDrift[];
  /** Only where there is a baseline. */
  readonly fixedInBaseline?: readonly FixedDrift[];
  /** What to try, in a sentence each, where the comparison itself looks mistaken. */
  readonly hints: readonly string[];
  readonly staleRules: readonly { readonly rule: string; readonly reason: string }[];
}

export interface Reporter {
  readonly name: string;
  readonly summary: string;
  readonly render: (report: Report) => string;
}
