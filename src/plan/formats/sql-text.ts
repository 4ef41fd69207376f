// The statements of one migration as SQL, each with its comment.

import type { Plan, PlannedStatement } from "../plan.ts";
import { aboutStatement, commentedOut, comments, headOf, type Part } from "./comments.ts";
import { defused, type Hazard, respelt } from "./respell.ts";
import type { Step } from "./units.ts";

interface StatementForm {
  readonly hazard?: Hazard;
  /** What the tool wants around a statement. */
  readonly wrap?: (sql: string) => string;
}

export interface SqlForm extends StatementForm {
  /** Set for the transaction; a statement that runs alone gets none, as it keeps nobody waiting (CONCURRENTLY). */
  readonly lockTimeout: string;
  /** The script itself begins and commits its transaction; otherwise the tool does. */
  readonly hasTransaction?: true;
}

const sign = "-- ";

/** The head of one of several files, as comments. */
export function headText(plan: Plan, part: Part, hazard?: Hazard): string {
  return comments(
    sign,
    headOf(plan, part).map((line) => defused(line, hazard)),
  ).join("\n");
}

/** Paragraphs, each without an empty line at its end. The parser must be loaded. */
export function paragraphsOf(step: Step | undefined, form: SqlForm): string[] {
  if (step === undefined) return [];
  const statements = step.statements.map((statement) => paragraphOf(statement, form));
  const isRun = step.statements.some(({ commented }) => !commented);
  if (step.isAlone || !isRun) return statements;
  const timeout = `SET LOCAL lock_timeout = '${form.lockTimeout}';`;
  if (!form.hasTransaction) return [timeout, ...statements];
  return [`BEGIN;\n${timeout}`, ...statements, "COMMIT;"];
}

/** With its comment. The parser must be loaded. */
export function paragraphOf(statement: PlannedStatement, { hazard, wrap = (sql) => sql }: StatementForm): string {
  const inFile = statement.commented
    ? (sql: string) => commentedOut(sign, ended(sql))
    : (sql: string) => wrap(ended(sql));
  const sql =
    hazard === undefined
      ? statement.sql
      : respelt(statement.sql, hazard, (text) => (statement.commented ? inFile(text) : text));
  const about = aboutStatement(statement).map((line) => defused(line, hazard));
  return [...comments(sign, about), inFile(sql)].join("\n");
}

/** A comment at its end would hide the semicolon. */
const ended = (sql: string) => (/--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql};`);

/** A file of these paragraphs. */
export function fileOf(...paragraphs: readonly string[]): string {
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}
