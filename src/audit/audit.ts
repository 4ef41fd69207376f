// The audit in one sentence: the SQL of the source is read, judged by PostgreSQL against the schema, and what the team accepts is
// set apart.

import { resolve, sep } from "node:path";
import { today as currentDay } from "../input/reviewed.ts";
import { redact } from "../redact.ts";
import { applyAllowlist } from "./allowlist/apply.ts";
import type { AllowedEntry } from "./allowlist/entry.ts";
import { contextClasses } from "./classes/context.ts";
import { meaningClasses } from "./classes/meaning/registry.ts";
import { refusalClasses } from "./classes/refused/registry.ts";
import { SchemaDatabase } from "./judge/database.ts";
import { fingerprintOf } from "./judge/fingerprint.ts";
import { judgeStatements } from "./judge/judge.ts";
import { type AuditCounts, type AuditFinding, type AuditReport, type Severity, severities } from "./report.ts";
import { codeClasses } from "./source/classes/registry.ts";
import { readSource } from "./source/read.ts";
import type { SourceFinding } from "./source/statement.ts";
import { type Facts, relationNamed } from "./statement/facts.ts";

export interface AuditOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Names of files are relative to it. */
  readonly root: string;
  /** The locator of the schema. Without it PostgreSQL's parser alone judges. */
  readonly schema?: string;
  /** As the application sets it. */
  readonly searchPath?: string;
  /** What the team accepts for now. */
  readonly allowlist?: readonly AllowedEntry[];
  /** Fails on entries of the allowlist that expired, match nothing, or whose test is not there. */
  readonly strict?: boolean;
  /** Calls of the project's own that take SQL. */
  readonly sinks?: readonly string[];
  readonly python?: string;
  readonly timeout?: number;
  readonly restoreTimeout?: number;
  /** Where what was read of unchanged files is remembered. */
  readonly memory?: string;
  /** As `2027-01-31`. */
  readonly today?: string;
}

/** @throws SourceError, UsageError where the source or the schema can't be read */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const { schema, searchPath, python, timeout, restoreTimeout } = options;
  if (schema === undefined) return auditWith(options, undefined);
  const database = await SchemaDatabase.open({ locator: schema, searchPath, python, timeout, restoreTimeout });
  try {
    return await auditWith(options, database);
  } finally {
    await database.close();
  }
}

async function auditWith(options: AuditOptions, database: SchemaDatabase | undefined): Promise<AuditReport> {
  const { root, sinks, memory, schema, allowlist, strict, today = currentDay() } = options;
  const reading = await readSource(
    options.paths.map((path) => resolve(root, path)),
    {
      root,
      ...(sinks && { sinks }),
      ...(memory !== undefined && { memory }),
      ...(database && { typeOf: typeIn(database.facts) }),
    },
  );
  const judged = await judgeStatements(reading.statements, database, root);
  const all = [...judged.findings, ...reading.findings.map(ofCode)].sort(inOrder);
  const { findings, staleEntries } = applyAllowlist(all, allowlist ?? [], {
    root,
    today,
    covers: (file) => options.paths.some((path) => isWithin(resolve(root, file), resolve(root, path))),
  });
  const failures = strict && staleEntries.length > 0 ? [staleFailure(staleEntries.length)] : [];
  const counts: AuditCounts = {
    files: reading.files,
    lines: reading.lines,
    statements: judged.statements,
    couldNotTell: judged.couldNotTell.length,
    guarded: judged.guarded,
    skipped: reading.skipped.length,
    findings: countsOf(findings),
  };
  return {
    version: 1,
    outcome: counts.findings.blocker.new > 0 || failures.length > 0 ? "blockers" : "clean",
    ...(database &&
      schema !== undefined && {
        schema: { locator: redact(schema), server: database.facts.server, searchPath: database.searchPath },
      }),
    findings,
    couldNotTell: judged.couldNotTell,
    skipped: reading.skipped,
    counts,
    classes: summariesOf(findings),
    ...(allowlist && { staleEntries }),
    ...(failures.length > 0 && { failures }),
  };
}

const isWithin = (file: string, folder: string) => file === folder || file.startsWith(`${folder}${sep}`);

const staleFailure = (count: number) =>
  count === 1
    ? "1 entry of the allowlist is out of date (--strict)."
    : `${count} entries of the allowlist are out of date (--strict).`;

function typeIn(facts: Facts): (table: string, column: string) => string | undefined {
  return (table, column) => {
    const [name = "", schema] = table.split(".").reverse();
    return relationNamed(facts, name, schema)?.columns.get(column)?.type;
  };
}

function ofCode({ file, line, severity, class: of, written, message, advice }: SourceFinding): AuditFinding {
  return {
    file,
    line,
    severity,
    class: of,
    statement: written,
    message,
    advice,
    fingerprint: fingerprintOf(file, of, written),
  };
}

/** The worst first, then by class and place. */
function inOrder(a: AuditFinding, b: AuditFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareTexts(a.class, b.class) ||
    compareTexts(a.file, b.file) ||
    a.line - b.line
  );
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function countsOf(findings: readonly AuditFinding[]): AuditCounts["findings"] {
  const of = (severity: Severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    return { all: all.length, new: all.filter(({ allowed }) => allowed === undefined).length };
  };
  return { blocker: of("blocker"), "changed-meaning": of("changed-meaning"), advisory: of("advisory") };
}

function summariesOf(findings: readonly AuditFinding[]): Readonly<Record<string, string>> {
  const found = new Set(findings.map((finding) => finding.class));
  const ofCodeItself = codeClasses.map(({ id, summary }) => ({ name: id, summary }));
  const all = [...refusalClasses, ...meaningClasses, ...contextClasses, ...ofCodeItself];
  const classes = all.filter(({ name }) => found.has(name));
  return Object.fromEntries(classes.map(({ name, summary }) => [name, summary]));
}
