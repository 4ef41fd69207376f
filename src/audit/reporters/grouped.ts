// Findings by class and by file, the worst first.

import { type AuditFinding, type AuditReport, type Severity, severities } from "../report.ts";

export interface ClassGroup {
  readonly id: string;
  /** In a few words. */
  readonly title: string;
  readonly severity: Severity;
  readonly findings: readonly AuditFinding[];
  /** Those that no entry of the allowlist allows, by file. */
  readonly fresh: ReadonlyMap<string, readonly AuditFinding[]>;
  readonly allowed: number;
}

/** Severity first, then what is not allowed, then the number. One class may have findings of two severities. */
export function byClass({ findings, classes }: AuditReport): readonly ClassGroup[] {
  const groups = grouped(findings, ({ severity, class: id }) => `${severities.indexOf(severity)} ${id}`);
  return [...groups.values()]
    .map((group) => groupOf(group, classes))
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        freshIn(b) - freshIn(a) ||
        b.allowed - a.allowed ||
        (a.id < b.id ? -1 : 1),
    );
}

export const freshIn = ({ findings, allowed }: ClassGroup): number => findings.length - allowed;

function groupOf(findings: readonly AuditFinding[], classes: AuditReport["classes"]): ClassGroup {
  const { class: id = "", severity = "advisory" } = findings[0] ?? {};
  const fresh = findings.filter(({ allowed }) => allowed === undefined);
  const files = [...grouped(fresh, ({ file }) => file)].map(
    ([file, some]) => [file, some.toSorted((a, b) => a.line - b.line)] as const,
  );
  files.sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
  return {
    ...{ id, severity, findings, fresh: new Map(files), allowed: findings.length - fresh.length },
    title: classes[id] ?? id,
  };
}

/** One after the other, the worst first. */
export function worstFirst(findings: readonly AuditFinding[]): readonly AuditFinding[] {
  return findings.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1),
  );
}

export const isAllowed = ({ allowed }: AuditFinding): boolean => allowed !== undefined;

export function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}
