// The report on a comparison and its verdict: what `check` answers, and `stamp` shows where it refuses.

import type { Catalog } from "./catalog/catalog.ts";
import type { Drift } from "./catalog/drift.ts";
import { type ObjectId, objectId, parseObjectId } from "./catalog/object-id.ts";
import { affectedBy } from "./compare/affected.ts";
import { counts, coverage, notCompared } from "./compare/coverage.ts";
import type { Comparison } from "./compare/diff/diff.ts";
import { schemaHints, unknownTables } from "./compare/schema-hint.ts";
import { type Accepted, accepted } from "./judge/baseline.ts";
import type { Verdict } from "./judge/judge.ts";
import { kindsThat } from "./kinds/registry.ts";
import { migrationFailures, migrationsReport, pendingHints, type Standing } from "./migrations/standing.ts";
import { redact } from "./redact.ts";
import type { Report } from "./reporters/reporter.ts";
import type { Locate } from "./sources/locations/places.ts";

export interface ReportOptions {
  /** Locators; a password in them is left out of the report. */
  readonly declared: string;
  readonly live: string;
  /** Owners and privileges were asked for. */
  readonly privileges?: boolean;
  readonly baseline?: readonly Accepted[];
}

/** As the baseline has it, so that each reporter that tells one run from the next does it alike. */
const withFingerprint = <D extends Drift>(drift: D): D => ({ ...drift, fingerprint: accepted(drift).fingerprint });

const tableKinds = new Set(kindsThat(({ relation }) => relation === "table"));

/** Those of either side, by their declared names. */
function tablesOf(...catalogs: readonly Catalog[]): readonly ObjectId[] {
  const ids = catalogs.flatMap(({ objects }) => [...objects.values()].filter(({ kind }) => tableKinds.has(kind)));
  return [...new Set(ids.map(({ id }) => id))].sort();
}

/** The report with where each object is declared; of an object that is not, where its table is. */
export async function withSources(
  report: Report,
  locate: Locate | undefined,
  of: "drift" | true = true,
): Promise<Report> {
  const { drift, ignored, baselined } = report;
  const all = of === "drift" ? drift : [...drift, ...ignored, ...(baselined ?? [])];
  if (locate === undefined || all.length === 0) return report;
  const sources = await locate(new Set(all.flatMap(({ id }) => [id, ...homesOf(id)])));
  const located = <D extends Drift>(each: D): D => {
    const source = [each.id, ...homesOf(each.id)].map((id) => sources.get(id)).find((found) => found !== undefined);
    return source === undefined ? each : { ...each, source };
  };
  return {
    ...report,
    drift: drift.map(located),
    ignored: ignored.map(located),
    ...(baselined && { baselined: baselined.map(located) }),
  };
}

const homeKinds = kindsThat(({ relation }) => relation !== undefined);

/** The table or view that an object is named under, whichever of them it is. */
function homesOf(id: ObjectId): readonly ObjectId[] {
  const { path } = parseObjectId(id);
  return path.length > 2 ? homeKinds.map((kind) => objectId(kind, path.slice(0, 2))) : [];
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
    tables: tablesOf(declared, live),
    notCompared: notCompared(declared, live, options.privileges === true),
    ...(standing?.isLive && { migrations: migrationsReport(standing) }),
    hints: [
      ...schemaHints(comparison, findings),
      ...unknownTables(drift, options.declared, declared.found),
      ...(standing && drift.length === 0 ? pendingHints(standing) : []),
    ],
    drift: drift.map(withFingerprint),
    ...(affected && { affected }),
    ...(findings.length > 0 && { findings }),
    ignored: ignored.map(withFingerprint),
    ...(options.baseline && { baselined, fixedInBaseline: fixed }),
    staleRules,
    ...(disabledRules.length > 0 && { disabledRules }),
  };
}
