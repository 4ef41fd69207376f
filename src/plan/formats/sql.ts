// Plain SQL, for psql or whatever runs a file statement by statement. Each statement is a transaction of its own, so that no lock is
// held while another is waited for, but for what must be seen at once.

import type { Plan, PlannedStatement } from "../plan.ts";
import { defaultLockTimeout, type PlanFormat } from "./format.ts";
import { fileOf, headText, paragraphOf } from "./sql-text.ts";

export const sql: PlanFormat = {
  name: "sql",
  summary: "one file for psql, a transaction for each statement or for those that must be seen at once",
  out: "the file to be written",
  draft: async (plan, { path, lockTimeout }) => ({ files: [{ file: path, text: sqlText(plan, lockTimeout) }] }),
};

/** A plan as a script. */
export function sqlText(plan: Plan, lockTimeout = defaultLockTimeout): string {
  const head = headText(plan, { at: 1, of: 1 });
  const paragraphs: string[] = [];
  let limit = "";
  const run = plan.statements.filter(({ commented }) => !commented);
  for (const statement of plan.statements) {
    const wanted = limitOf(statement, lockTimeout) ?? limit;
    if (wanted !== limit) paragraphs.push(`SET lock_timeout = ${wanted};`);
    limit = wanted;
    paragraphs.push(...placed(statement, run));
  }
  const how = '-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"';
  return fileOf([head, ...(run.length > 0 ? [how] : [])].join("\n"), ...paragraphs);
}

/** CONCURRENTLY keeps nobody waiting while it waits, and leaves an invalid index where it is ended. */
function limitOf({ commented, transaction }: PlannedStatement, lockTimeout: string): string | undefined {
  if (commented) return undefined;
  return transaction === "forbidden" ? "0" : `'${lockTimeout}'`;
}

/** @param run the statements that are no comments */
function placed(statement: PlannedStatement, run: readonly PlannedStatement[]): string[] {
  const text = paragraphOf(statement, {});
  const at = run.indexOf(statement);
  const isNeeded = (index: number) => index >= 0 && run[index]?.transaction === "needed";
  if (!isNeeded(at)) return [text];
  return [...(isNeeded(at - 1) ? [] : ["BEGIN;"]), text, ...(isNeeded(at + 1) ? [] : ["COMMIT;"])];
}
