// The sentence: read the declared and the live catalog from their sources, diff them attribute by attribute,
// set aside the drift that a known-noise rule explains, and give one report.

import type { Catalog } from "./catalog/catalog.ts";
import { acrossVersions } from "./compare/across-versions/across-versions.ts";
import { counts, coverage, notCompared } from "./compare/coverage.ts";
import { type Comparison, diff } from "./compare/diff/diff.ts";
import { withoutInherited } from "./compare/inherited.ts";
import { mapSchemas } from "./compare/map-schema.ts";
import { withLackOfDatabase } from "./compare/of-database.ts";
import { withoutOutdated } from "./compare/outdated.ts";
import { alignPrivileges } from "./compare/privileges.ts";
import { schemaHints, unknownTables } from "./compare/schema-hint.ts";
import { bothInScope, refuseNothingInScope, type Scope } from "./compare/scope.ts";
import { withoutUnknown } from "./compare/unknown.ts";
import { readData, refuseWithoutData, withData } from "./data/data.ts";
import { SourceError } from "./errors.ts";
import { type Accepted, ratchet } from "./judge/baseline.ts";
import { withContents } from "./judge/contents.ts";
import { isExpired } from "./judge/debt.ts";
import { findHalfMigrated } from "./judge/half-migrated.ts";
import { explainLosses } from "./judge/losses/losses.ts";
import { applyRules, type Judged } from "./judge/rules/apply.ts";
import type { Rule } from "./judge/rules/rule.ts";
import { kindNamed } from "./kinds/registry.ts";
import { MigratedSide } from "./migrated.ts";
import { type ReadingOptions, readCatalog } from "./read-catalog.ts";
import { redact } from "./redact.ts";
import type { Report } from "./reporters/reporter.ts";

export interface CheckOptions {
  /** Locators: a postgres:// URL, a .sql file or folder, a snapshot. */
  readonly declared: string;
  readonly live: string;
  /** A function is asked for them only if something differs. */
  readonly rules: readonly Rule[] | (() => Promise<readonly Rule[]>);
  /** From the live schema's name to the declared one that it is compared with. */
  readonly mapSchemas?: ReadonlyMap<string, string>;
  /** Reads each database a second time through pg-structure, and fails where the two readings disagree. */
  readonly crossRead?: boolean;
  /** Also compares owners and privileges, which differ between environments. */
  readonly privileges?: boolean;
  /** Lets one side hold nothing at all. */
  readonly allowEmpty?: boolean;
  /** Sets no column order aside, and fails on stale rules and on what the baseline lists although it is fixed. */
  readonly strict?: boolean;
  /** Drift that was accepted before, and does not fail the check. */
  readonly baseline?: readonly Accepted[];
  /** A locator of the migrations' folder, where the declared side is none: what is pending there is told apart. */
  readonly migrations?: string;
  /** The Python interpreter of the project; by default its virtual environment's, then `python3`. */
  readonly python?: string;
  /** `schema.table`, where the migration tool does not use its default one. */
  readonly versionTable?: string;
  /** What is ours. The rest is counted and not compared. */
  readonly scope?: Scope;
  /** Also looks into the live data: sequences behind their columns, constraints not validated, indexes not valid. */
  readonly data?: boolean;
  /** How long a live database may keep us waiting while it is read, in seconds; 300 by default. */
  readonly timeout?: number;
  /** How long a script may take to be restored into the embedded PostgreSQL, in seconds; 300 by default. */
  readonly restoreTimeout?: number;
  /** How long each message of that may take the server, in seconds; 60 by default. */
  readonly dataTimeout?: number;
}

/** @throws SourceError, SnapshotError, UsageError when it can't tell; never because of drift */
export async function check(options: CheckOptions): Promise<Report> {
  if (options.data) refuseWithoutData(options.live);
  const migrated = await MigratedSide.open(options);
  const report = await reportOn(await compareSources(options, migrated), options, migrated);
  return options.data ? withData(report, await readData(options)) : report;
}

/** The report on two catalogs that were compared. @throws as `check` does */
export async function reportOn(
  comparison: Comparison,
  options: CheckOptions,
  migrated?: MigratedSide,
): Promise<Report> {
  const { declared, live } = comparison;
  const rules = await rulesInForce(options, comparison);
  const judged = await applyRules(comparison, rules, today());
  const { drift, baselined, fixed } = ratchet(judged.drift, options.baseline ?? []);
  if (drift.length === 0) refuseHalfRead(declared, live);
  const told = findHalfMigrated(await explainLosses(drift, comparison), comparison);
  const had = coverage(declared, live);
  const failures = [...failuresOf(judged, rules, fixed, options.strict === true), ...(migrated?.failures ?? [])];
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
    compared: counts(comparison, had),
    coverage: had,
    notCompared: notCompared(declared, live, options.privileges === true),
    ...(migrated?.isKnown && { migrations: migrated.report }),
    hints: [
      ...schemaHints(comparison, told.findings),
      ...unknownTables(told.drift, options.declared, declared.found),
      ...(migrated === undefined || drift.length > 0 ? [] : migrated.hints),
    ],
    drift: told.drift,
    ...(told.findings.length > 0 && { findings: told.findings }),
    ignored: judged.ignored,
    ...(options.baseline && { baselined, fixedInBaseline: fixed }),
    staleRules: judged.staleRules,
    ...disabledOf(rules),
  };
}

/**
 * Reads both sides and compares them.
 * @param migrated the migrations that the live side is asked for first, as they tell what the declared side is to be
 * @throws as `check` does
 */
export async function compareSources(
  options: Omit<CheckOptions, "rules">,
  migrated?: MigratedSide,
): Promise<Comparison> {
  // The other side is read while the live server works on its answer; two embedded databases never run at once.
  let asked = () => {};
  const whenAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const readDeclared = (how: ReadingOptions) =>
    readCatalog(options.declared, { ...options, history: migrated?.declared, ...how });
  const [live, declared] = await allOf([
    readCatalog(options.live, {
      ...options,
      faultless: true,
      ...(migrated ? { within: (client) => migrated.ask(client) } : { asked }),
    })
      .finally(asked)
      .then((catalog) => mapSchemas(catalog, options.mapSchemas ?? new Map())),
    // Of its own migrations the report tells the problems.
    whenAsked.then(() => readDeclared({ faultless: options.migrations !== undefined, at: migrated?.at })),
  ]);
  const at = migrated?.atBeforeOutdated;
  const known = at ? withoutOutdated(declared, await readDeclared({ at }), live) : declared;
  const compared = await compare(known, live, options.scope);
  const comparison = migrated?.withoutOwnTables(compared) ?? compared;
  if (!options.allowEmpty) {
    refuseNothingInScope("declared", comparison.declared, declared);
    refuseNothingInScope("live", comparison.live, live);
  }
  return comparison;
}

/** The rules that are asked, read only if something differs. */
export async function rulesInForce(
  { rules, strict }: Pick<CheckOptions, "rules" | "strict">,
  { drift }: Comparison,
): Promise<readonly Rule[]> {
  const all = typeof rules !== "function" ? rules : drift.length === 0 ? [] : await rules();
  return strict ? all.filter(({ lenient }) => lenient !== true) : all;
}

function disabledOf(rules: readonly Rule[]): Pick<Report, "disabledRules"> {
  const disabled = rules.flatMap(({ id, disabledIn }) =>
    disabledIn === undefined ? [] : [{ rule: id, in: disabledIn }],
  );
  return disabled.length === 0 ? {} : { disabledRules: disabled };
}

/** As rules have dates. */
export const today = () => new Date().toISOString().slice(0, 10);

/** Why a check fails that drift alone may let pass: what was to be looked at again by today, and what `strict` forbids. */
function failuresOf(
  { staleRules }: Judged,
  rules: readonly Rule[],
  fixed: readonly Accepted[],
  strict: boolean,
): string[] {
  const expired = new Set(rules.filter((rule) => !rule.preset && isExpired(rule, today())).map(({ id }) => id));
  const failing = staleRules.filter(({ rule }) => strict || expired.has(rule));
  return [
    ...failing.map(({ rule, reason }) => `rule ${rule} ${reason}`),
    ...(strict ? fixed.map(({ id }) => `baseline entry already fixed: ${id}`) : []),
  ];
}

/** Both catalogs, as far as they are in scope, and every difference that is not only one of how two servers print. */
export async function compare(declared: Catalog, live: Catalog, scope: Scope = {}): Promise<Comparison> {
  const whole = alignPrivileges(withLackOfDatabase(declared), withLackOfDatabase(live));
  const [ofDeclared, ofLive] = bothInScope(whole[0], whole[1], scope);
  const all = diff(ofDeclared, ofLive, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
  // What is in scope may be about what is not: a view, to be printed again, needs all of its tables.
  return withContents(
    await acrossVersions(withoutInherited(withoutUnknown(all)), { declared: whole[0], live: whole[1] }),
  );
}

/** Waits for all even when one fails, so that nothing is left open behind an error; the first failure in order is thrown. */
async function allOf<T extends readonly unknown[]>(promises: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** "No drift" over tables that were not read would be no answer. */
function refuseHalfRead(...catalogs: readonly Catalog[]): void {
  for (const { notCompared } of catalogs) {
    const lost = notCompared.find(({ id }) => id?.startsWith("table:"));
    if (lost !== undefined)
      throw new SourceError(`no drift in what could be read, but ${lost.id} could not: ${lost.reason}`);
  }
}
