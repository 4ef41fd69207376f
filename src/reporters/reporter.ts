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

/** The outcome of a check. Its JSON form is stable: `report.schema.json` describes it. */
export interface Report {
  readonly version: 1;
  readonly outcome: "clean" | "drift";
  readonly declared: ReportedSide;
  readonly live: ReportedSide;
  /** Objects looked at, by kind: those that both sides have, and those that one has. */
  readonly compared: Readonly<Record<string, number>>;
  /** Objects that each side had, by kind. */
  readonly coverage: Readonly<Record<string, { readonly declared: number; readonly live: number }>>;
  readonly notCompared: readonly NotCompared[];
  readonly drift: readonly Drift[];
  readonly ignored: readonly IgnoredDrift[];
  /** What to try, in a sentence each, where the comparison itself looks mistaken. */
  readonly hints: readonly string[];
  readonly staleRules: readonly { readonly rule: string; readonly reason: string }[];
}

export interface Reporter {
  readonly name: string;
  readonly summary: string;
  readonly render: (report: Report) => string;
}
