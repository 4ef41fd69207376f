// The outcome of an audit. Its JSON form is stable: `report/audit.schema.json` describes it.

/** The worst first. Only a blocker fails an audit. */
export const severities = ["blocker", "changed-meaning", "advisory"] as const;

export type Severity = (typeof severities)[number];

/** What an entry of the allowlist says of the finding that it allows. */
export interface Allowed {
  readonly reason: string;
  readonly owner?: string;
  readonly issue?: string;
  /** A day, as in 2027-01-31. */
  readonly expires?: string;
  /** The regression test that is to come, or has come. */
  readonly test?: string;
}

/** One statement in the source that PostgreSQL refuses or reads otherwise. */
export interface AuditFinding {
  /** Relative to the folder that was audited, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly severity: Severity;
  /** The id of a class: `double-quoted-string`. */
  readonly class: string;
  /** As it was given to PostgreSQL, with `$1` for parameters. Of a finding in the code itself: the code. */
  readonly statement: string;
  /** PostgreSQL's own, where it refused the statement. */
  readonly message: string;
  /** What PostgreSQL wants instead. */
  readonly advice?: string;
  /** Where the advice is documented. */
  readonly source?: string;
  /** Of the normalised statement, the class and the file, and not of the line. */
  readonly fingerprint: string;
  readonly allowed?: Allowed;
}

/** A statement of which too little stands in the source. It is never passed off as clean. */
export interface CouldNotTell {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly statement?: string;
}

/** A file that was not read, or not whole. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** An entry of the allowlist that allows nothing any more, or should not. */
export interface StaleEntry {
  readonly file: string;
  readonly fingerprint: string;
  readonly reason: string;
}

export interface AuditCounts {
  readonly files: number;
  readonly lines: number;
  readonly statements: number;
  readonly couldNotTell: number;
  /** Statements that a guard in the code keeps for another database. They were not judged. */
  readonly guarded: number;
  readonly skipped: number;
  /** Of each severity: all of them, and those that no entry allows. */
  readonly findings: Readonly<Record<Severity, { readonly all: number; readonly new: number }>>;
}

export interface AuditReport {
  readonly version: 1;
  /** `blockers` where one is not allowed, or something else fails the audit. */
  readonly outcome: "clean" | "blockers";
  readonly findings: readonly AuditFinding[];
  readonly couldNotTell: readonly CouldNotTell[];
  readonly skipped: readonly SkippedFile[];
  readonly counts: AuditCounts;
  /** What each class that was found is, by its id, in a few words. */
  readonly classes: Readonly<Record<string, string>>;
  /** What the statements were prepared against. Absent where the parser alone judged. */
  readonly schema?: { readonly locator: string; readonly server: string; readonly searchPath: string };
  /** Only where there is an allowlist: stale and expired entries, and those whose test is not there. */
  readonly staleEntries?: readonly StaleEntry[];
  /** Why the audit fails, blockers apart, in a sentence each. Absent where nothing else makes it fail. */
  readonly failures?: readonly string[];
}
