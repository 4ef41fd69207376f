// The report on a comparison and its verdict: what `check` answers, and `stamp` shows where it refuses.

import { affectedBy } from "./compare/affected.ts";
import { counts, coverage, notCompared } from "./compare/coverage.ts";
import type { Comparison } from "./compare/diff/diff.ts";
import { schemaHints, unknownTables } from "./compare/schema-hint.ts";
import type { Accepted } from "./judge/baseline.ts";
import type { Verdict } from "./judge/judge.ts";
import { migrationFailures, migrationsReport, pendingHints, type Standing } from "./migrations/standing.ts";
import { redact } from "./redact.ts";
import type { Report } from "./reporters/reporter.ts";

export interface ReportOptions {
  /** Locators; a password in them is left out of the report. */
  readonly declared: string;
  readonly live: string;
  /** Owners and privileges were asked for. */
  readonly privileges?: boolean;
  readonly baseline?: readonly Accepted[];
}

export function reportOf(
  comparison: Comparison,
  verdict: Verdict,
  options: ReportOptions,
  standing?: Standing,
): Report {
  const { declared, live } = comparison;
  const { drift, findings, ignored, baselined, fixed, staleRules, disabledRules } = verdict;
  const failures = [...verdict.failures, ...(standing ? migrationFailures(standing) : [])];
  const covered = coverage(declared, live);
  const affected = affectedBy(drift, comparison);
  return {
    version: 1,
    outcome: drift.length + failures.length === 0 ? "clean" : "drift",
    ...(failures.length > 0 && { failures }),
    declared: {
      locator: redact(options.declared),
      server: declared.server,
      ...(declared.found !== undefined && { found: declared.found }),
    },
    live: { locator: redact(options.live), server: live.server },
    compared: counts(comparison, covered),
    coverage: covered,
    notCompared: notCompared(declared, live, options.privileges === true),
    ...(standing?.isLive && { migrations: migrationsReport(standing) }),
    hints: [
      ...schemaHints(comparison, findings),
      ...unknownTables(drift, options.declared, declared.found),
      ...(standing && drift.length === 0 ? pendingHints(standing) : []),
    ],
    drift,
    ...(affected && { affected }),
    ...(findings.length > 0 && { findings }),
    ignored,
    ...(options.baseline && { baselined, fixedInBaseline: fixed }),
    staleRules,
    ...(disabledRules.length > 0 && { disabledRules }),
  };
}
