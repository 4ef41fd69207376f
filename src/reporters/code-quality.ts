// GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab wants a path
// and a line of every problem, and a fingerprint that no other has.

import type { SourceLocation } from "../catalog/drift.ts";
import { sha256 } from "../digest.ts";
import { inertJson } from "./inert-json.ts";

export interface QualityIssue {
  /** Printable, on one line. */
  readonly description: string;
  readonly check: string;
  readonly category: string;
  /** The same in the next run; two issues may share it. */
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly place: SourceLocation;
}

export function codeQuality(issues: readonly QualityIssue[]): string {
  const seen = new Map<string, number>();
  return inertJson(
    issues.map(({ description, check, category, fingerprint, severity, place }) => {
      const times = seen.get(fingerprint) ?? 0;
      seen.set(fingerprint, times + 1);
      return {
        description,
        check_name: `driftcheck/${check}`,
        fingerprint: times === 0 ? fingerprint : sha256(`${fingerprint} ${times}`).slice(0, 32),
        severity,
        location: { path: place.file, lines: { begin: place.line } },
        categories: [category],
      };
    }),
  );
}
