// How every reporter says what an audit found: the verdict, the counts, a finding in one line.

import { printable } from "../../redact.ts";
import { number, plural, sentence, valueText } from "../../reporters/words.ts";
import type { Allowed, AuditFinding, AuditReport, Severity } from "../report.ts";

export const nouns: Readonly<Record<Severity, string>> = {
  blocker: "blocker",
  "changed-meaning": "changed meaning",
  advisory: "advisory",
};

export function counted(count: number, severity: Severity): string {
  return plural(count, nouns[severity]);
}

/** `37 blockers in 12 files; 4 new`, without a full stop. */
export function verdictOf({ findings, counts, failures = [] }: AuditReport): string {
  const { all, new: fresh } = counts.findings.blocker;
  const files = new Set(findings.flatMap(({ severity, file }) => (severity === "blocker" ? [file] : [])));
  const blockers = all === 0 ? "No blockers" : `${counted(all, "blocker")} in ${plural(files.size, "file")}`;
  const news = all === 0 || all === fresh ? "" : fresh === 0 ? "; none new" : `; ${number(fresh)} new`;
  const more = failures.length === 0 ? "" : `; ${plural(failures.length, "other failure")}`;
  return `${blockers}${news}${more}`;
}

/** `12 changed meanings and 40 advisories`; nothing where there are none. */
export function milder({ counts }: AuditReport): string {
  const parts = (["changed-meaning", "advisory"] as const).flatMap((severity) => {
    const { all } = counts.findings[severity];
    return all === 0 ? [] : [counted(all, severity)];
  });
  return parts.join(" and ");
}

/** What was read and what judged it, in sentences. */
export function scopeOf({ counts, schema }: AuditReport): string {
  const { files, lines, statements, guarded } = counts;
  const read = `Read ${plural(files, "file")} (${plural(lines, "line")}) with ${plural(statements, "SQL statement")}.`;
  const others =
    guarded === 0 ? "" : ` ${plural(guarded, "statement")} behind a guard for another database: not judged.`;
  return `${read}${others} ${judgeOf(schema)}`;
}

function judgeOf(schema: AuditReport["schema"]): string {
  return schema === undefined
    ? "No schema was given: PostgreSQL's parser alone judged, and names, types and functions were not checked. Pass --schema."
    : `Prepared by PostgreSQL ${printable(schema.server)} against ${printable(schema.locator)}.`;
}

/** On one line: what PostgreSQL says of the statement, then what it wants. */
export function messageOf({ message, advice, statement }: AuditFinding): string {
  const said = sentence(printable(message));
  const then = advice === undefined ? "" : ` ${sentence(printable(advice))}`;
  return `${said}${then} Statement: ${statementText(statement)}`;
}

/** A statement on one line, whatever lines it has, cut after so many characters. */
export const statementText = (statement: string, longest = 200): string =>
  valueText(statement.replace(/\s+/g, " ").trim(), longest);

/** Why a finding fails nothing, in one line. */
export function whyAllowed({ reason, owner, issue, expires, test }: Allowed): string {
  const notes = Object.entries({ owner, issue, expires, test }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${value}`],
  );
  return printable(`${sentence(reason)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`);
}
