// What a program can ask for. Every duration is in seconds. Nothing that driftcheck hands from one of its parts to another is here.

import type { AllowedEntry } from "../audit/allowlist/entry.ts";
import type { Scope } from "../compare/in-scope.ts";
import type { Accepted } from "../judge/baseline.ts";
import type { Rule } from "../judge/rules/rule.ts";

/** How one side is read. */
export interface ReadOptions {
  /** Also reads owners and privileges, which differ between environments. Default: false. */
  readonly privileges?: boolean;
  /** Accepts a side without tables, views, types, functions and sequences. Default: false, which is an error. */
  readonly allowEmpty?: boolean;
  /** Reads a database a second time through pg-structure, and fails where the two readings disagree. Default: false. */
  readonly crossRead?: boolean;
  /** Limit for reading a live database, connecting included, in seconds. Default: 300. */
  readonly timeout?: number;
  /** Limit for waiting for a lock of a live database, in seconds. Default: 10. */
  readonly lockTimeout?: number;
  /** Limit for each query to a live database, in seconds. Default: 120. */
  readonly statementTimeout?: number;
  /** Limit for restoring a script into the embedded PostgreSQL, in seconds. Default: 300. */
  readonly restoreTimeout?: number;
  /** The project's Python interpreter, for models that need one. Default: its virtual environment's, then `python3`. */
  readonly python?: string;
  /** The migration tool's version table, as `schema.table` or `table`, if it is not the tool's default. */
  readonly versionTable?: string;
}

/** What of two catalogs is compared with what. */
export interface CompareOptions {
  /** From the name of a live schema to the name of the declared schema that it is compared with. */
  readonly mapSchemas?: ReadonlyMap<string, string>;
  /** Which schemas and tables are compared. The rest is counted in `notCompared`. Default: all. */
  readonly scope?: Scope;
  /** Accepts a scope that leaves one side without objects. Default: false, which is an error. */
  readonly allowEmpty?: boolean;
}

/** What decides which differences are drift. */
export interface JudgeOptions {
  /** The noise rules. Default: the shipped presets, as `loadPreset()` gives them. `[]` ignores nothing. */
  readonly rules?: readonly Rule[];
  /** Also reports column order, and fails on stale rules and on baseline entries already fixed. Default: false. */
  readonly strict?: boolean;
  /** Drift that was accepted before, as `loadBaseline` gives it. It is listed, and does not fail the check. */
  readonly baseline?: readonly Accepted[];
}

/** Both sides, and how they are read, compared and judged. */
export interface CheckOptions extends ReadOptions, CompareOptions, JudgeOptions {
  /** The locator of what should be: a .sql file or folder, a snapshot, a model, a migrations folder, a postgres:// URL. */
  readonly declared: string;
  /** The locator of what is. Any locator, usually a postgres:// URL. */
  readonly live: string;
  /** The locator of the migrations folder, if `declared` is not one. Pending migrations are then listed separately. */
  readonly migrations?: string;
  /** Also looks into the live data: sequences behind their columns, constraints not validated, indexes not valid. */
  readonly data?: boolean;
  /** Limit for each query of `data`, in seconds. Default: 60. */
  readonly dataTimeout?: number;
  /** The locator of what both sides were before: an attestation, a snapshot, `git:<revision>`. `drift[].moved` then tells who moved. Default: none. */
  readonly base?: string;
}

/** A check, and what is planned of its drift. */
export interface PlanOptions extends Omit<CheckOptions, "base"> {
  /** Globs of the objects whose drift is planned, such as `public.users.*`. Default: all that is reported. */
  readonly only?: readonly string[];
  /** Has what loses data as statements. Default: false, and they are marked as `commented`. */
  readonly allowDataLoss?: boolean;
  /** Also plans what no copy can prove, as PGlite lacks its extension. Default: false, and it is `refused`. */
  readonly unproven?: boolean;
  /** From a live object, such as `public.users.mail`, to the name of the declared one that it is. Default: none. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** A check, and the record that is written if it finds no drift. */
export interface StampOptions extends Omit<CheckOptions, "data" | "dataTimeout" | "base"> {
  /** The migration tool: `alembic`, `django`, `goose`, and so on. Default: the tool of the migrations folder. */
  readonly tool?: string;
  /** The revision to record: an id, `head`, or `heads` for every branch. Default: `head`. */
  readonly revision?: string;
  /** Stamps a database that drifted, and says so in the attestation. Default: false. */
  readonly force?: boolean;
  /** Deletes what is recorded before it records the revision. Default: false. */
  readonly purge?: boolean;
  /** Writes nothing and returns the SQL. Default: false. */
  readonly dryRun?: boolean;
  /** The attestation file to write. Default: `driftcheck-attestation.yaml` in the current directory. */
  readonly attestation?: string;
}

/** A database that is made from a dump, checked and stamped. `live` is the database to make. */
export interface BootstrapOptions extends Omit<StampOptions, "purge" | "dryRun"> {
  /** The .sql file to restore: a `pg_dump --schema-only`. */
  readonly dump: string;
  /** Called with one line of text after each stage. */
  readonly progress?: (line: string) => void;
}

/** What an attestation is held against. */
export interface VerifyOptions extends Pick<JudgeOptions, "rules" | "strict" | "baseline">, CompareOptions {
  /** The locator of the live database. */
  readonly live: string;
  /** The locator of the model. Without it the model is not compared. */
  readonly declared?: string;
  /** The locator of the migrations folder, if `declared` is not one. Default: the attested one. */
  readonly migrations?: string;
  /** Limit for reading the live database, connecting included, in seconds. Default: 300. */
  readonly timeout?: number;
  /** Limit for restoring a script into the embedded PostgreSQL, in seconds. Default: 300. */
  readonly restoreTimeout?: number;
  /** The project's Python interpreter, for models that need one. Default: its virtual environment's, then `python3`. */
  readonly python?: string;
  /** The migration tool's version table, as `schema.table` or `table`, if it is not the tool's default. */
  readonly versionTable?: string;
}

/** What an audit reads, and against which schema. */
export interface AuditOptions extends Pick<ReadOptions, "python" | "timeout" | "restoreTimeout"> {
  /** Files and folders of source. */
  readonly paths: readonly string[];
  /** The folder to which the names of files are relative. Default: the working directory. */
  readonly root?: string;
  /** The locator of the schema: a .sql file or folder, a model, a migrations folder, a postgres:// URL. Default: none, and PostgreSQL's parser alone judges. */
  readonly schema?: string;
  /** The schemas in which the application looks for tables: `app, public`. Default: `public`, or the only schema with tables. */
  readonly searchPath?: string;
  /** Functions of the project that take SQL, such as `run_query`. Default: none besides those of known libraries. */
  readonly sinks?: readonly string[];
  /** What the team accepts for now, as `loadAllowlist` gives it. */
  readonly allowlist?: readonly AllowedEntry[];
  /** Fails on entries of the allowlist that expired, match nothing, or lack their test. Default: false. */
  readonly strict?: boolean;
}
