// What is read of one file, as data that can be kept.

import type { Hole, SourceFinding, SourceStatement } from "./statement.ts";

export interface FileStatement extends Omit<SourceStatement, "lineAt" | "file" | "holes"> {
  readonly holes: readonly Hole[];
  /** `[offset in sql, line]`, ascending. */
  readonly lines: readonly (readonly [number, number])[];
}

/** A value that goes to a column; whether that is a fault depends on the column's type. */
export interface Use {
  readonly line: number;
  readonly written: string;
  /** Where an ORM decides, each name that it may have. */
  readonly tables: readonly string[];
  readonly column: string;
  /** The class that would report it. */
  readonly class: string;
}

export interface FileReading {
  readonly statements: readonly FileStatement[];
  readonly findings: readonly Omit<SourceFinding, "file">[];
  readonly uses: readonly Use[];
  readonly lines: number;
  /** Why it was not read, or not as a whole. */
  readonly skipped?: string;
}

export function statementIn(file: string, { lines, ...statement }: FileStatement): SourceStatement {
  const lineAt = (offset: number) => lines.findLast(([at]) => at <= offset)?.[1] ?? statement.line;
  return { file, ...statement, lineAt };
}
