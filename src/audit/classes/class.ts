// The contract of a class of findings: what it is called, what belongs to it, an example that it finds and a near miss that it
// does not. Both are judged against the schema of `test/audit/classes/schema.sql`.

import type { Tree } from "../../sql/parse.ts";
import type { Severity } from "../report.ts";
import type { Refused } from "../statement/answer.ts";
import type { Facts } from "../statement/facts.ts";
import type { Word } from "../statement/words.ts";

export interface Asked {
  readonly sql: string;
  readonly words: readonly Word[];
  /** `{ SelectStmt: … }`, where PostgreSQL's grammar takes it. */
  readonly tree: Tree | undefined;
  /** Undefined where the parser alone judges. */
  readonly facts: Facts | undefined;
}

export interface Explained {
  /** How PostgreSQL wants it. Where a class has none, the dialects are asked. */
  readonly advice?: string;
  readonly source?: string;
}

interface Found extends Explained {
  /** In UTF-16 units of the statement. */
  readonly at?: number;
  readonly message: string;
}

interface Class {
  readonly name: string;
  /** In a few words, for the head of its findings. */
  readonly summary: string;
  readonly example: string;
  readonly nearMiss: string;
}

/** Of what PostgreSQL refuses. They are asked in order, and the first that claims a refusal has it. */
export interface RefusalClass extends Class {
  readonly severity: "blocker";
  readonly claims: (refused: Refused, asked: Asked) => Explained | undefined;
}

/** Of what PostgreSQL accepts. */
export interface MeaningClass extends Class {
  readonly severity: Exclude<Severity, "blocker">;
  /** Where the other databases do something else; none for what is of no database in particular. */
  readonly finds: (asked: Asked) => readonly Found[];
}

export type AuditClass = RefusalClass | MeaningClass;
