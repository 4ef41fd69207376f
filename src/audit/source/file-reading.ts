// What is read of one file, as data that can be kept.

import type { Hole, SourceFinding, SourceStatement } from "./statement.ts";

export interface FileStatement extends Omit<SourceStatement, "lineAt" | "file" | "holes"> {
  readonly holes: readonly Hole[];
  /** `[offset in sql, line]`, ascending. */
  readonly lines: readonly (readonly [number, number])[];
  /** `onlyFor` may be the database that is moved: it counts only where the project speaks to another one, too. */
  readonly isBeside?: true;
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
  /** It speaks to PostgreSQL, or to whatever its settings say. */
  readonly speaksToServer?: true;
  /** Why it was not read, or not as a whole. */
  readonly skipped?: string;
}

/** @param isServed the project speaks to a server somewhere */
export function statementIn(
  file: string,
  { lines, isBeside, onlyFor, ...statement }: FileStatement,
  isServed: boolean,
): SourceStatement {
  const lineAt = (offset: number) => lines.findLast(([at]) => at <= offset)?.[1] ?? statement.line;
  const counts = onlyFor !== undefined && (isServed || !isBeside);
  return { file, ...statement, ...(counts && { onlyFor }), lineAt };
}
