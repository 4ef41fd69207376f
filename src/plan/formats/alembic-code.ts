// The bodies of a revision's two functions.

import type { Plan, PlannedStatement } from "../plan.ts";
import { aboutStatement, commentedOut, comments } from "./comments.ts";
import { pythonText } from "./python-text.ts";
import type { Step, Unit } from "./units.ts";

interface Bodies {
  /** Python, indented but for its first line, as a template takes it. */
  readonly upgrades: string;
  readonly downgrades: string;
}

export interface Revision extends Bodies {
  readonly id: string;
  readonly down: string | null;
  readonly message: string;
}

const indentation = "    ";

export function bodiesOf({ up, down }: Unit, { reverse }: Plan, lockTimeout: string): Bodies {
  const irreversible = `raise NotImplementedError("The plan cannot be undone.")`;
  return {
    upgrades: bodyOf(up, lockTimeout).trimStart(),
    downgrades: reverse.length === 0 && up !== undefined ? irreversible : bodyOf(down, lockTimeout).trimStart(),
  };
}

function bodyOf(step: Step | undefined, lockTimeout: string): string {
  const run = (step?.statements ?? []).filter(({ commented }) => !commented);
  const isLimited = run.length > 0 && !step?.isAlone;
  const lines = [
    ...((step?.statements ?? []).some(({ sql }) => hasParameters(sql))
      ? [`${indentation}from sqlalchemy import DDL`, ""]
      : []),
    ...(isLimited ? [`${indentation}op.execute("SET LOCAL lock_timeout = '${lockTimeout}'")`] : []),
    ...(step?.statements ?? []).flatMap((statement) => linesOf(statement)),
    // Alembic may run the revisions after it in the same transaction.
    ...(isLimited ? [`${indentation}op.execute("SET LOCAL lock_timeout TO DEFAULT")`] : []),
    ...(run.length === 0 ? [`${indentation}pass`] : []),
  ];
  return lines.join("\n");
}

function linesOf(statement: PlannedStatement): string[] {
  const about = comments(`${indentation}# `, aboutStatement(statement));
  const isAlone = statement.transaction === "forbidden" && !statement.commented;
  const inner = isAlone ? indentation + indentation : indentation;
  const call = `${inner}${executed(statement.sql, inner)}`;
  return [
    ...about,
    ...(isAlone ? [`${indentation}with op.get_context().autocommit_block():`] : []),
    statement.commented ? commentedOut(`${indentation}# `, executed(statement.sql, "")) : call,
  ];
}

function executed(sql: string, inner: string): string {
  const isDdl = hasParameters(sql);
  const text = pythonText(isDdl ? sql.replaceAll("%", "%%") : sql, `${inner}${indentation}`);
  return isDdl ? `op.execute(DDL(\n${text}\n${inner}))` : `op.execute(\n${text}\n${inner})`;
}

/** What SQLAlchemy's text() takes for a parameter, within a string too, or for an escaped colon. */
const hasParameters = (sql: string) => /(?<![:\w]):\w|\\:/.test(sql);
