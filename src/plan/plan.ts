// The contract of a plan: the statements that take the live schema to the declared one, and what proved them. Pure data: formats
// and reporters are built on it.

import type { ObjectId } from "../catalog/object-id.ts";

/** From the weakest to the strongest. */
export const lockModes = [
  "none",
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
] as const;

/** The table-level lock that a statement takes, as PostgreSQL names it; `none` where it locks no table. */
export type Lock = (typeof lockModes)[number];

/** What a statement may lose, and how to see what that concerns. */
export interface Loss {
  /** One sentence: what is lost, or why the statement may fail. */
  readonly what: string;
  /** A query that counts the rows concerned; absent where no rows are. */
  readonly query?: string;
  /** What that query counted in the live database: only with `--data`. */
  readonly rows?: number;
}

export interface PlannedStatement {
  /** One statement, in the names of the live schema, without its semicolon. */
  readonly sql: string;
  /** The ids of the drifts that it takes away: `column:public.users.email`, with the attribute as `column:public.users.email type`. */
  readonly drift: readonly string[];
  readonly lock: Lock;
  /** The relations that are locked so: `public.users`. */
  readonly locks: readonly string[];
  /** It writes every row of a table, or every entry of an index, again. */
  readonly rewrites: boolean;
  /** It reads every row of a table. */
  readonly scans: boolean;
  readonly loses?: Loss;
  /** Rows with which it fails; then nothing is changed. */
  readonly fails?: Loss;
  /** What else is to be done or known, which no statement can say. */
  readonly hint?: Loss;
  /** Must it run in a transaction with the statements beside it, may it, or does PostgreSQL refuse that? */
  readonly transaction: "either" | "needed" | "forbidden";
  /** It loses data and that was not allowed: it is written as a comment, and neither run nor proven. */
  readonly commented?: true;
  /** Why nothing proves it, in a sentence: what it is about is not in PGlite. Only with `--unproven`. */
  readonly unproven?: string;
}

/** What could not be planned. It is never guessed. */
export interface Refused {
  readonly id: ObjectId;
  readonly attribute?: string;
  /** One sentence: why no statement is written. */
  readonly reason: string;
  /** Statements to be completed by hand. */
  readonly skeleton?: string;
  /** Only the way back can't be written. */
  readonly isReverse?: true;
}

/** Two objects that agree in all but the name. */
export interface Rename {
  /** The live object. */
  readonly live: ObjectId;
  /** The declared name. */
  readonly to: string;
  /** `--rename public.users.mail=email` */
  readonly option: string;
  /** It was asked for; otherwise it is only suggested. */
  readonly planned: boolean;
}

/** What came of running the plan on a copy of the live schema, and of running the way back on that. */
export interface Proof {
  /** How many of the statements ran there: `9 of 9`. */
  readonly ran: number;
  readonly of: number;
  /** The drifts that the plan took away. */
  readonly gone: readonly string[];
  /** The drifts that were planned and are still there. */
  readonly left: readonly string[];
  /** The drifts that were not there before. */
  readonly added: readonly string[];
  /** Drift that was noise before and is none now, or the other way round. */
  readonly changedNoise: readonly string[];
  /** What the commented statements take away besides, or not, where they run, too. */
  readonly losing?: { readonly gone: readonly string[]; readonly left: readonly string[] };
  /** The same of the way back, which must give the live schema as it was. */
  readonly reverse?: Omit<Proof, "reverse" | "wayBack">;
  /** Does the way back undo every statement that is no comment (`whole`), some of them, or is there none? */
  readonly wayBack?: "whole" | "incomplete" | "none";
  /** The first statement that failed, and PostgreSQL's message. */
  readonly failed?: { readonly sql: string; readonly reason: string; readonly isReverse?: true };
}

export interface Plan {
  readonly version: 1;
  /** `nothing` to plan; statements that are `proven`; or drift that could not be planned or proven. */
  readonly outcome: "nothing" | "proven" | "unproven";
  readonly declared: { readonly locator: string; readonly server: string };
  readonly live: {
    readonly locator: string;
    readonly server: string;
    /** Of the live catalog as it was read: another one means that the plan was made for another schema. */
    readonly fingerprint: string;
  };
  readonly statements: readonly PlannedStatement[];
  /** The way back, from the declared schema to the live one. */
  readonly reverse: readonly PlannedStatement[];
  readonly refused: readonly Refused[];
  readonly renames: readonly Rename[];
  readonly proof: Proof;
}
