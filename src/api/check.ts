// check, and the same in its parts: read two catalogs, compare them, judge what differs. Each part hands its result on as a value.

import type { Catalog } from "../catalog/catalog.ts";
import { check as checkSources } from "../check.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { compare as compareCatalogs } from "../compare/steps.ts";
import { explainObject as explainInSources } from "../explain.ts";
import { judge as judgeComparison } from "../judge/judge.ts";
import type { Explained } from "../judge/rules/explain.ts";
import { loadPreset } from "../judge/rules/load.ts";
import { readCatalog as readSource } from "../read-catalog.ts";
import { reportOf } from "../report.ts";
import type { Report } from "../reporters/reporter.ts";
import { findBase } from "../stamp/find-base.ts";
import type { CheckOptions, CompareOptions, JudgeOptions, ReadOptions } from "./options.ts";
import { refuseMistakes } from "./options-check.ts";

/**
 * Reads both sides, compares them, and reports what drifted and what was ignored as noise, with the reason.
 *
 * @returns the report. Its `outcome` is `"drift"` where the command line would exit with code 1. Drift never throws.
 * @throws {@link SourceError} if a side can't be read, or nothing in it can be compared
 * @throws {@link SnapshotError} if a snapshot was edited, or its format is unknown
 * @throws {@link UsageError} if the options make no sense
 * @example
 * ```ts
 * import { check } from "driftcheck";
 *
 * const report = await check({ declared: "schema.sql", live: "dump.sql" });
 * for (const { type, id, attribute } of report.drift) console.log(type, id, attribute ?? "");
 * ```
 */
export async function check(options: CheckOptions): Promise<Report> {
  refuseMistakes(options, "declared", "live");
  const { base, ...rest } = options;
  const { declared, live } = options;
  const found = base === undefined ? undefined : findBase({ ...readingOf(options), base }, declared, live);
  return checkSources({ ...withPresets(rest), ...(found && { base: found }) });
}

const readingOf = ({ python, timeout, restoreTimeout, privileges }: CheckOptions) => ({
  ...(python !== undefined && { python }),
  ...(privileges !== undefined && { privileges }),
  ...(restoreTimeout !== undefined && { restoreTimeout }),
  timeout,
});

/**
 * Reads the catalog that a locator stands for. Scripts are restored into an embedded PostgreSQL. The catalog is kept in the
 * user's cache directory (`DRIFTCHECK_CACHE_DIR`), so the same script is restored only once.
 *
 * @param locator a postgres:// URL, a .sql file or folder, a snapshot, a model or a migrations folder
 * @returns every object, by id. Limits are in seconds.
 * @throws {@link SourceError} if it can't be read, or holds nothing that can be compared
 * @throws {@link SnapshotError} if it is a snapshot that was edited, or its format is unknown
 * @throws {@link UsageError} if it is no locator
 * @example
 * ```ts
 * import { readCatalog } from "driftcheck";
 *
 * const catalog = await readCatalog("schema.sql", { restoreTimeout: 60 });
 * const tables = [...catalog.objects.values()].filter(({ kind }) => kind === "table");
 * console.log(`PostgreSQL ${catalog.server}, tables: ${tables.length}`);
 * ```
 */
export async function readCatalog(locator: string, options: ReadOptions = {}): Promise<Catalog> {
  refuseMistakes({ ...options, live: locator }, "live");
  return readSource(locator, { ...options, refuseProblems: true });
}

/**
 * Compares two catalogs. No rule is asked: every difference is listed, noise included.
 *
 * @param declared what should be
 * @param live what is
 * @returns both catalogs as they were compared, and each difference
 * @throws {@link UsageError} if a mapped schema does not exist, or the scope leaves one side without objects
 * @example
 * ```ts
 * import { compare, readCatalog } from "driftcheck";
 *
 * const [declared, live] = [await readCatalog("schema.sql"), await readCatalog("dump.sql")];
 * const { drift } = await compare(declared, live, { scope: { tables: ["public.*"] } });
 * console.log(`${drift.length} differences`);
 * ```
 */
export async function compare(declared: Catalog, live: Catalog, options: CompareOptions = {}): Promise<Comparison> {
  refuseMistakes(options);
  return compareCatalogs(declared, live, options);
}

/** How the report names the two sides. */
export interface SideNames {
  /** Default: `"declared"`. A password in a URL is left out of the report. */
  readonly declared?: string;
  /** Default: `"live"`. A password in a URL is left out of the report. */
  readonly live?: string;
}

/**
 * Decides what the differences mean: which of them a rule calls noise, which the baseline accepts, and what the rest means for
 * the application.
 *
 * @returns the report, as `check` returns it
 * @throws {@link SourceError} if nothing differs, but a table could not be read
 * @example
 * ```ts
 * import { compare, judge, readCatalog } from "driftcheck";
 *
 * const comparison = await compare(await readCatalog("schema.sql"), await readCatalog("dump.sql"));
 * const report = await judge(comparison, { strict: true, declared: "schema.sql", live: "dump.sql" });
 * console.log(report.outcome, report.drift.length, report.ignored.length);
 * ```
 */
export async function judge(comparison: Comparison, options: JudgeOptions & SideNames = {}): Promise<Report> {
  refuseMistakes(options);
  const privileges = comparison.declared.privileges === true && comparison.live.privileges === true;
  const verdict = await judgeComparison(comparison, withPresets(options));
  const { declared = "declared", live = "live", baseline } = options;
  return reportOf(comparison, verdict, { declared, live, privileges, ...(baseline && { baseline }) });
}

/**
 * Explains each difference of one object: the rule that ignored it with the proof, or why each rule about it declined.
 *
 * @param object an object id, or a part or glob that matches one object
 * @throws {@link UsageError} if no object matches, or more than one
 * @throws {@link SourceError} and {@link SnapshotError} as `check` does
 * @example
 * ```ts
 * import { explainObject } from "driftcheck";
 *
 * const { id, drift } = await explainObject("orders.total", { declared: "schema.sql", live: "dump.sql" });
 * console.log(id, drift.map(({ fired }) => fired?.proof.because ?? "drift"));
 * ```
 */
export async function explainObject(object: string, options: Omit<CheckOptions, "base">): Promise<Explained> {
  refuseMistakes(options, "declared", "live");
  return explainInSources(object, withPresets(options));
}

/** The presets are read only if something differs. */
export function withPresets<Options extends JudgeOptions>(options: Options) {
  return { ...options, rules: options.rules ?? (() => loadPreset()) };
}
