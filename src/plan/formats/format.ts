// The contract of a format: a plan in, the files in which a migration tool keeps it out. It reads the tool's folder, and writes nothing.

import type { Plan } from "../plan.ts";

export const defaultLockTimeout = "5s";

export interface Place {
  /** What `--out` names, or the tool's own locator: the tool's folder or file; of `sql` the file to be written. */
  readonly path: string;
  /** What the migration is called: letters, digits and underscores. */
  readonly name: string;
  readonly now: Date;
  /** As PostgreSQL reads it: `3s`. */
  readonly lockTimeout: string;
  readonly python?: string;
  /** Of Django: the app that takes the migration. */
  readonly app?: string;
}

export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** A file that is there already, as it was read and as it shall be. */
interface Amended {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface Draft {
  /** In the order in which the tool runs them. */
  readonly files: readonly NewFile[];
  /** A list of the tool's own that names its migrations. */
  readonly amended?: readonly Amended[];
  /** What a person must know before the tool runs them, in a sentence each. */
  readonly notes?: readonly string[];
}

export interface PlanFormat {
  /** As `--format` takes it. Where `src/migrations` has the tool, its name. */
  readonly name: string;
  /** What is written, for `--help` and docs. */
  readonly summary: string;
  /** What `--out` names, as in `the migrations folder`. */
  readonly out: string;
  /** What the tool keeps of the schema itself, which the migration does not change: for the head of each plan's first file. */
  readonly state?: string;
  /** @throws DriftcheckError when the tool's folder can't be read, or the tool could not run what is planned */
  readonly draft: (plan: Plan, place: Place) => Promise<Draft>;
}
