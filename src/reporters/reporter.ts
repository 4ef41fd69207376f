// The contract of a reporter: a report in, text out. A reporter knows no kind, prints nothing and decides nothing.

import type { Drift, IgnoredDrift, Moved } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Affected } from "./affected.ts";

export interface ReportedSide {
  /** Without any password. */
  readonly locator: string;
  /** Version of the server that printed the expressions. */
  readonly server: string;
  /** Of a model that is no SQL: what was found, in words. */
  readonly found?: string;
}

/** From when on it is told which side moved. */
export interface ReportedBase {
  readonly kind: "attestation" | "merge-base" | "revision" | "file";
  /** Without any password. */
  readonly locator: string;
  /** Of a file in git. */
  readonly commit?: string;
  /** When that was, where it is known: ISO 8601. */
  readonly date?: string;
  /** How many drifts are marked with each. */
  readonly moved: Partial<Readonly<Record<Moved, number>>>;
}

/** A migration that the live database has not run yet. */
export interface PendingMigration {
  readonly id: string;
  readonly file: string;
  readonly title?: string;
}

/** How far the live database is in the migrations' folder, by its version table. */
export interface Migrated {
  readonly tool: string;
  /** The version table, as in `public.alembic_version`. Absent where the database has none. */
  readonly table?: string;
  /** Ids, as the version table has them. */
  readonly recorded: readonly string[];
  readonly heads: readonly string[];
  readonly pending: readonly PendingMigration[];
  /** Whether the declared side is the model at what is recorded, and not at the head. */
  readonly comparedAtRecorded: boolean;
}

export interface NotCompared {
  readonly what: string;
  readonly side: "declared" | "live";
  readonly count: number;
  readonly reason: string;
  readonly id?: ObjectId;
  /** The extension that this side does not have and that something stands in for: the object uses what only it computes. */
  readonly standIn?: string;
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
  readonly contents?: string;
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

/** What is the matter with the live data, or with what it is kept in. */
export interface DataFinding {
  readonly kind: "sequence behind" | "constraint not validated" | "index not valid";
  readonly id: ObjectId;
  readonly says: string;
  /** The SQL that would mend it, by the live names. Nothing runs it. */
  readonly fix?: string;
  /** Of a sequence: the column that is ahead of it. */
  readonly column?: ObjectId;
  /** Of a sequence. As text, like the others: JSON's readers round large numbers. */
  readonly lastValue?: string;
  readonly nextValue?: string;
  /** What the column holds at most; at least, where the sequence counts down. */
  readonly columnMaximum?: string;
}

/** The outcome of a check. Its JSON form is stable: `report.schema.json` describes it. */
export interface Report {
  readonly version: 1;
  readonly outcome: "clean" | "drift";
  /** What alone makes the check fail, where that was asked for: types of drift and severities. */
  readonly failOn?: readonly string[];
  /** Why the check fails, drift apart, in a sentence each. Absent where nothing but drift can make it fail. */
  readonly failures?: readonly string[];
  readonly declared: ReportedSide;
  readonly live: ReportedSide;
  /** Objects looked at, by kind: those that both sides have, and those that one has. */
  readonly compared: Readonly<Record<string, number>>;
  /** Objects that each side had, by kind. */
  readonly coverage: Readonly<Record<string, { readonly declared: number; readonly live: number }>>;
  /** Every table of either side that was compared, by its declared name. */
  readonly tables?: readonly ObjectId[];
  readonly notCompared: readonly NotCompared[];
  /** Only where the migrations are known and the live side is a database. Pending migrations are no drift. */
  readonly migrations?: Migrated;
  readonly drift: readonly Drift[];
  /** Only where something drifts and there is a base. */
  readonly base?: ReportedBase;
  /** The tables that drift and their neighbours. Absent where no table drifts. */
  readonly affected?: Affected;
  /** Absent where there is none. */
  readonly findings?: readonly Finding[];
  /** What a look into the live data found. Only where that was asked for. */
  readonly data?: readonly DataFinding[];
  readonly ignored: readonly IgnoredDrift[];
  /** Only where there is a baseline. */
  readonly baselined?: readonly BaselinedDrift[];
  /** Only where there is a baseline. */
  readonly fixedInBaseline?: readonly FixedDrift[];
  /** What to try, in a sentence each, where the comparison itself looks mistaken. */
  readonly hints: readonly string[];
  readonly staleRules: readonly { readonly rule: string; readonly reason: string }[];
  /** The shipped rules that a rule file switches off, and which file that is. Absent where there is none. */
  readonly disabledRules?: readonly { readonly rule: string; readonly in: string }[];
}

/** What the report does not say and only the process knows. */
export interface Surroundings {
  /** Columns of the terminal that shows the text. */
  readonly width?: number;
  /** The terminal shows colours. */
  readonly colour?: boolean;
  /** The verdict and the counts, without each drift. */
  readonly isBrief?: boolean;
  /** The working directory from the root of its repository, with `/` at the end: what sources are relative to. */
  readonly folder?: string;
}

export interface Reporter {
  readonly name: string;
  readonly summary: string;
  /** It shows where things are declared, of all differences or of the drift alone. Found out only where somebody asks. */
  readonly locates?: true | "drift";
  /** Pure. Each of the surroundings may be unknown: a file has no width and no colour. */
  readonly render: (report: Report, surroundings?: Surroundings) => string;
}
