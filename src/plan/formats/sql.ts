// Plain SQL, for psql or whatever runs a file statement by statement. Each statement is a transaction of its own, so that no lock is
// held while another is waited for, but for what must be seen at once.

import type { Plan, PlannedStatement } from "../plan.ts";
import { comments, headOf } from "./comments.ts";
import { defaultLockTimeout, type PlanFormat } from "./format.ts";
import { fileOf, paragraphOf } from "./sql-text.ts";

export const sql: PlanFormat = {
  name: "sql",
  summary: "one file for psql, a transaction for each statement or for those that must be seen at once",
  out: "the file to be written",
  draft: async (plan, { path, lockTimeout }) => ({ files: [{ file: path, text: sqlText(plan, lockTimeout) }] }),
};

/** A plan as a script. */
export function sqlText(plan: Plan, lockTimeout = defaultLockTimeout): string {
  const head = comments("-- ", headOf(plan, { at: 1, of: 1 }));
  const run = '-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"';
  const isRun = plan.statements.some(({ commented }) => !commented);
  const limit = `SET lock_timeout = '${lockTimeout}';`;
  const paragraphs = plan.statements.flatMap((statement, at) => placed(statement, at, plan.statements, limit));
  return fileOf([...head, ...(isRun ? [run] : [])].join("\n"), isRun ? limit : "", ...paragraphs);
}

function placed(statement: PlannedStatement, at: number, all: readonly PlannedStatement[], limit: string): string[] {
  const text = paragraphOf(statement, {});
  if (statement.commented) return [text];
  const isWithin = (each: PlannedStatement | undefined) => each?.transaction === "needed" && !each.commented;
  if (isWithin(statement)) {
    const begin = isWithin(all[at - 1]) ? [] : ["BEGIN;"];
    return [...begin, text, ...(isWithin(all[at + 1]) ? [] : ["COMMIT;"])];
  }
  // It keeps nobody waiting while it waits, and leaves an invalid index where it is ended.
  return statement.transaction === "forbidden" ? ["SET lock_timeout = 0;", text, limit] : [text];
}
