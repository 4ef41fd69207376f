// Statements as they would be read from source, for tests of the judge.

import type { SourceStatement } from "../../src/audit/source/statement.ts";

export function statementOf(sql: string, more: Partial<SourceStatement> = {}): SourceStatement {
  const lineAt = (offset: number) => sql.slice(0, offset).split("\n").length;
  const { length: lines } = sql.split("\n");
  const place = { file: "app/db.py", line: 1, endLine: lines, language: "python" };
  return { ...place, sql, written: sql, sure: true, holes: [], lineAt, ...more };
}
