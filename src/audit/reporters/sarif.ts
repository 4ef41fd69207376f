// An audit as SARIF, for code scanning: each finding at its file and line. What the allowlist allows is there as suppressed, with
// the reason.

import { printable } from "../../redact.ts";
import { type SarifRule, sarifLog } from "../../reporters/sarif-log.ts";
import { sentence } from "../../reporters/words.ts";
import type { AuditFinding, AuditReport, Severity } from "../report.ts";
import { byClass, isAllowed, worstFirst } from "./grouped.ts";
import type { AuditReporter } from "./reporter.ts";
import { messageOf, scopeOf, whyAllowed } from "./words.ts";

export const sarif: AuditReporter = {
  name: "sarif",
  summary: "SARIF 2.1.0 for code scanning, with allowed findings as suppressions",
  render: (report, { folder = "" } = {}) => {
    const sorted = worstFirst(report.findings);
    const results = [...sorted.filter((each) => !isAllowed(each)), ...sorted.filter(isAllowed)];
    return sarifLog({
      rules: rulesOf(report),
      results: results.map((each) => ({
        rule: each.class,
        level: isAllowed(each) ? "note" : levels[each.severity],
        message: messageOf(each),
        place: placeOf(each, folder),
        fingerprint: each.fingerprint,
        ...(each.allowed && { suppressedBecause: whyAllowed(each.allowed) }),
      })),
      notes: notesOf(report),
      properties: { outcome: report.outcome, ...(report.schema && { schema: report.schema.locator }) },
    });
  },
};

const levels = { blocker: "error", "changed-meaning": "warning", advisory: "note" } as const;

const placeOf = ({ file, line }: AuditFinding, folder: string) => ({ file: folder + file, line });

const means: Readonly<Record<Severity, string>> = {
  blocker: "PostgreSQL refuses the statement.",
  "changed-meaning": "PostgreSQL takes the statement, and it does something else than in MySQL or SQLite.",
  advisory: "The statement works, and is worth a look.",
};

/** One for each class that was found; of two severities the worse one is its own. */
function rulesOf(report: AuditReport): SarifRule[] {
  const seen = new Set<string>();
  return byClass(report).flatMap(({ id, title, severity }) => {
    if (seen.has(id)) return [];
    seen.add(id);
    const short = printable(title);
    const full = `${sentence(short)} ${means[severity]}`;
    const help = `${full} An entry of audit-allowlist.yaml defers it: driftcheck audit --accept writes one.`;
    return [{ id, short, full, help, level: levels[severity], tags: ["database", "sql"] }];
  });
}

function notesOf(report: AuditReport): string[] {
  const { couldNotTell, skipped, staleEntries = [], failures = [] } = report;
  return [
    scopeOf(report),
    ...failures.map((each) => sentence(`The audit fails: ${each}`)),
    ...couldNotTell.map(({ file, line, reason }) => sentence(`Could not judge ${file}:${line}: ${reason}`)),
    ...skipped.map(({ file, reason }) => sentence(`Skipped ${file}: ${reason}`)),
    ...staleEntries.map(({ file, fingerprint, reason }) =>
      sentence(`Allowlist entry ${fingerprint} (${file}): ${reason}`),
    ),
  ];
}
