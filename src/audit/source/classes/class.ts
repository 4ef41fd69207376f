// A class of finding that the code itself shows, without PostgreSQL.

import type { Code } from "../code.ts";
import type { FoundStatement } from "../statements.ts";

interface Example {
  /** The language's id. */
  readonly language: string;
  readonly code: string;
  /** Columns that the schema has: `table.column` and its type. */
  readonly types?: Readonly<Record<string, string>>;
}

interface Described {
  readonly id: string;
  readonly severity: "blocker" | "advisory";
  /** In a few words, for the head of its findings. */
  readonly summary: string;
  /** What it is, and what follows. */
  readonly message: string;
  readonly advice: string;
  readonly example: Example;
  readonly nearMiss: Example;
}

/** A value that goes to a column of one of these types. */
export interface ValueClass extends Described {
  readonly of: "value";
  readonly types: RegExp;
  readonly isSuspect: (value: Code, language: string) => boolean;
}

/** A statement, whatever it says. */
export interface StatementClass extends Described {
  readonly of: "statement";
  readonly isSuspect: (statement: FoundStatement) => boolean;
}

/** A piece of code. */
export interface PieceClass extends Described {
  readonly of: "code";
  readonly isSuspect: (code: Code, language: string) => boolean;
}

export type CodeClass = ValueClass | StatementClass | PieceClass;
