// The sentence: read the declared and the live catalog from their sources, diff them attribute by attribute,
// set aside the drift that a known-noise rule explains, and give one report.

import { acrossVersions } from "./across-versions/across-versions.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { Drift } from "./catalog/drift.ts";
import { kindOf } from "./catalog/object-id.ts";
import { counts, coverage, notCompared } from "./coverage.ts";
import { type Comparison, diff } from "./diff/diff.ts";
import { SourceError } from "./errors.ts";
import { withoutInherited } from "./inherited.ts";
import { introspect } from "./introspect.ts";
import { kindNamed } from "./kinds/registry.ts";
import { mapSchemas } from "./map-schema.ts";
import { alignPrivileges, withoutPrivileges } from "./privileges.ts";
import { redact } from "./redact.ts";
import type { Report } from "./reporters/reporter.ts";
import { applyRules, type Judged } from "./rules/apply.ts";
import { type Accepted, ratchet } from "./rules/baseline.ts";
import { isExpired } from "./rules/debt.ts";
import { findHalfMigrated } from "./rules/half-migrated.ts";
import { explainLosses } from "./rules/losses/losses.ts";
import type { Rule } from "./rules/rule.ts";
import { schemaHints } from "./schema-hint.ts";
import { openSource } from "./sources/registry.ts";

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
}

type ReadingOptions = Pick<CheckOptions, "crossRead" | "privileges" | "allowEmpty"> & { readonly asked?: () => void };

/** @throws SourceError, SnapshotError, UsageError when it can't tell; never because of drift */
export async function check(options: CheckOptions): Promise<Report> {
  const comparison = await compareSources(options);
  const { declared, live } = comparison;
  const rules = await rulesInForce(options, comparison);
  const judged = await applyRules(comparison, rules, today());
  const { drift, baselined, fixed } = ratchet(judged.drift, options.baseline ?? []);
  if (drift.length === 0) refuseHalfRead(declared, live);
  const told = findHalfMigrated(await explainLosses(drift, comparison), comparison);
  const had = coverage(declared, live);
  const failures = failuresOf(judged, rules, fixed, options.strict === true);
  return {
    version: 1,
    outcome: drift.length + failures.length === 0 ? "clean" : "drift",
    ...(failures.length > 0 && { failures }),
    declared: { locator: redact(options.declared), server: declared.server },
    live: { locator: redact(options.live), server: live.server },
    compared: counts(comparison, had),
    coverage: had,
    notCompared: notCompared(declared, live, options.privileges === true),
    hints: schemaHints(comparison),
    drift: told.drift,
    ...(told.findings.length > 0 && { findings: told.findings }),
    ignored: judged.ignored,
    ...(options.baseline && { baselined, fixedInBaseline: fixed }),
    staleRules: judged.staleRules,
  };
}

/** Reads both sides and compares them. @throws as `check` does */
export async function compareSources(options: Omit<CheckOptions, "rules">): Promise<Comparison> {
  // The other side is read while the live server works on its answer; two embedded databases never run at once.
  let asked = () => {};
  const whenAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const [live, declared] = await allOf([
    readCatalog(options.live, { ...options, asked })
      .finally(asked)
      .then((catalog) => mapSchemas(catalog, options.mapSchemas ?? new Map())),
    whenAsked.then(() => readCatalog(options.declared, options)),
  ]);
  return compare(declared, live);
}

/** The rules that are asked, read only if something differs. */
export async function rulesInForce(
  { rules, strict }: Pick<CheckOptions, "rules" | "strict">,
  { drift }: Comparison,
): Promise<readonly Rule[]> {
  const all = typeof rules !== "function" ? rules : drift.length === 0 ? [] : await rules();
  return strict ? all.filter(({ lenient }) => lenient !== true) : all;
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
    ...(strict ? fixed.map(({ id }) => `${id} is in the baseline and is fixed`) : []),
  ];
}

/** Both catalogs and every difference between them that is not only one of how two servers print. */
export async function compare(declared: Catalog, live: Catalog): Promise<Comparison> {
  const sides = alignPrivileges(declared, live);
  const all = diff(...sides, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
  return acrossVersions(withoutInherited(withoutUnknown(all)));
}

/** Waits for all even when one fails, so that nothing is left open behind an error; the first failure in order is thrown. */
async function allOf<T extends readonly unknown[]>(promises: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/**
 * The catalog that a locator stands for.
 * @throws SourceError when it can't be read, or holds nothing that could be compared
 */
export async function readCatalog(locator: string, options: ReadingOptions = {}): Promise<Catalog> {
  const opened = await openSource(locator, options.crossRead);
  const catalog = "catalog" in opened ? opened.catalog : await readAndClose(opened, locator, options);
  if (options.allowEmpty !== true && isEmpty(catalog)) {
    throw new SourceError(
      `${redact(locator)} holds no table, type, view, function or sequence: there is nothing to compare`,
    );
  }
  return options.privileges ? catalog : withoutPrivileges(catalog);
}

type OpenDatabase = Exclude<Awaited<ReturnType<typeof openSource>>, { catalog: Catalog }>;

async function readAndClose(
  { client, notCompared, close, remember, embedded }: OpenDatabase,
  locator: string,
  { crossRead, privileges, asked }: ReadingOptions,
): Promise<Catalog> {
  try {
    const catalog = await introspect(client, {
      crossRead: crossRead === true,
      // What is embedded is read at once with everything, so that one remembered catalog serves every check.
      privileges: embedded === true || privileges === true,
      asked: embedded ? undefined : asked,
    });
    const whole = { ...catalog, notCompared: [...catalog.notCompared, ...notCompared] };
    await remember?.(whole);
    return whole;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  } finally {
    await close();
  }
}

/** Schemas and extensions alone are what a new database has, too. */
function isEmpty({ objects }: Catalog): boolean {
  for (const { kind } of objects.values()) if (kind !== "schema" && kind !== "extension") return false;
  return true;
}

/** What could not be read on one side is neither missing there nor unexpected on the other. */
function withoutUnknown(comparison: Comparison): Comparison {
  const { declared, live } = comparison;
  const unread = [...declared.notCompared, ...live.notCompared];
  const unknown = new Set<string | undefined>(unread.flatMap(({ id, attributes = [] }) => [id, ...attributes]));
  const kindsUnknown = new Set(unread.map(({ kind }) => kind));
  const isKnown = ({ id, attribute }: Drift) =>
    !unknown.has(id) && !unknown.has(`${id} ${attribute}`) && !kindsUnknown.has(kindOf(id));
  return { ...comparison, drift: comparison.drift.filter(isKnown) };
}

/** "No drift" over tables that were not read would be no answer. */
function refuseHalfRead(...catalogs: readonly Catalog[]): void {
  for (const { notCompared } of catalogs) {
    const lost = notCompared.find(({ id }) => id?.startsWith("table:"));
    if (lost !== undefined)
      throw new SourceError(`no drift in what could be read, but ${lost.id} could not: ${lost.reason}`);
  }
}
