// A migration of Django's that runs SQL. Given as a list, each statement is sent by itself and no percent sign means anything.

import type { Plan, PlannedStatement } from "../plan.ts";
import { aboutStatement, commentedOut, comments, headOf } from "./comments.ts";
import { pythonString, pythonText } from "./python-text.ts";
import type { Step, Unit } from "./units.ts";

interface Part {
  readonly at: number;
  readonly of: number;
  /** App and name. */
  readonly dependencies: readonly (readonly [string, string])[];
  readonly lockTimeout: string;
}

export function migrationText(plan: Plan, { up, down }: Unit, part: Part): string {
  const pairs = part.dependencies.map(([app, name]) => `(${pythonString(app)}, ${pythonString(name)})`);
  const reverse = [...listOf("reverse_sql", down, part.lockTimeout)];
  const lines = [
    ...comments("# ", headOf(plan, part)),
    "",
    "from django.db import migrations",
    "",
    "",
    "class Migration(migrations.Migration):",
    ...((up ?? down)?.isAlone ? ["    atomic = False", ""] : []),
    "    dependencies = [",
    ...pairs.map((pair) => `        ${pair},`),
    "    ]",
    "",
    "    operations = [",
    "        migrations.RunSQL(",
    ...listOf("sql", up, part.lockTimeout),
    ...(plan.reverse.length === 0 ? [] : reverse),
    "        ),",
    "    ]",
    "",
  ];
  return lines.join("\n");
}

const indentation = " ".repeat(16);

function listOf(name: string, step: Step | undefined, lockTimeout: string): string[] {
  const statements = step?.statements ?? [];
  const isRun = statements.some(({ commented }) => !commented);
  if (!isRun) {
    const remarks = statements.flatMap(linesOf).map((line) => line.replace(/^ {4}/, ""));
    return [...remarks, `            ${name}=migrations.RunSQL.noop,`];
  }
  const timeout = step?.isAlone ? [] : [`${indentation}"SET LOCAL lock_timeout = '${lockTimeout}'",`];
  return [`            ${name}=[`, ...timeout, ...statements.flatMap(linesOf), "            ],"];
}

function linesOf(statement: PlannedStatement): string[] {
  const about = comments(`${indentation}# `, aboutStatement(statement));
  // Two strings that follow each other are one, so that brackets hold those of one statement together.
  const text = (at: string) =>
    statement.sql.includes("\n")
      ? `(\n${pythonText(statement.sql, `${at}    `)}\n${at}),`
      : `${pythonString(statement.sql)},`;
  const item = statement.commented ? commentedOut(`${indentation}# `, text("")) : indentation + text(indentation);
  return [...about, item];
}
