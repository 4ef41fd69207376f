// What a program reads and writes beside a check: rules, snapshots, baselines, reports.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { SnapshotError, UsageError } from "../errors.ts";
import { amongKnown } from "../input/nearest.ts";
import { type Accepted, loadBaseline as readBaselineFile, writeBaseline as textOfBaseline } from "../judge/baseline.ts";
import { loadRules as readRules, loadPreset as shippedRules } from "../judge/rules/load.ts";
import type { Rule } from "../judge/rules/rule.ts";
import { reporters } from "../reporters/registry.ts";
import type { Report } from "../reporters/reporter.ts";
import { readSnapshot as catalogOf, writeSnapshot as textOfSnapshot } from "../snapshot/file.ts";

/**
 * The text of a report, as the command line prints it.
 *
 * @param reporter `"text"` for people, `"json"` for programs (the published `driftcheck/report.schema.json` describes it), or one
 * of `"sarif"`, `"junit"`, `"github"`, `"github-summary"`, `"gitlab"` and `"markdown"`
 * @throws {@link UsageError} if there is no such reporter
 * @example
 * ```ts
 * import { check, render } from "driftcheck";
 *
 * const report = await check({ declared: "schema.sql", live: "dump.sql" });
 * console.log(render(report));
 * console.log(JSON.parse(render(report, "json")).outcome);
 * ```
 */
export function render(report: Report, reporter = "text"): string {
  const named = reporters.find(({ name }) => name === reporter);
  if (named !== undefined) return named.render(report);
  const names = reporters.map((each) => each.name);
  throw new UsageError(`${reporter} is not a reporter.${amongKnown(reporter, names)}`);
}

/**
 * The shipped rules of these presets.
 *
 * @param names presets, as `extends` of a rule file names them. Default: `["default"]`, the rules that are always safe.
 * @throws {@link RuleError} if there is no such preset
 * @example
 * ```ts
 * import { check, loadPreset } from "driftcheck";
 *
 * const rules = (await loadPreset()).filter(({ id }) => id !== "widened-integer");
 * console.log((await check({ declared: "schema.sql", live: "dump.sql", rules })).outcome);
 * ```
 */
export function loadPreset(names?: readonly string[]): Promise<Rule[]> {
  return shippedRules(names);
}

/**
 * Reads a project's rule file, and the presets that it extends.
 *
 * @throws {@link RuleError} with the file, the rule and the field, if anything in it is wrong
 * @example
 * ```ts
 * import { check, loadRules } from "driftcheck";
 *
 * const rules = await loadRules("ignore-rules.yaml");
 * const { staleRules } = await check({ declared: "schema.sql", live: "dump.sql", rules });
 * for (const { rule, reason } of staleRules) console.log(rule, reason);
 * ```
 */
export function loadRules(file: string): Promise<Rule[]> {
  return readRules(file);
}

/**
 * The text of a snapshot. The same catalog always gives the same text.
 *
 * @param name the file's name. It chooses the format: JSON if it ends in `.json`, else YAML.
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises";
 * import { readCatalog, writeSnapshot } from "driftcheck";
 *
 * const catalog = await readCatalog("schema.sql");
 * await writeFile("schema.snapshot.yaml", writeSnapshot(catalog, "schema.snapshot.yaml"));
 * ```
 */
export function writeSnapshot(catalog: Catalog, name: string): string {
  return textOfSnapshot(catalog, name);
}

/**
 * The catalog of a snapshot's text. `readCatalog` reads a snapshot file by its name.
 *
 * @param name the file's name. It says the format: JSON if it ends in `.json`, else YAML.
 * @throws {@link SnapshotError} if the text was edited or cut short, or its format is unknown
 * @example
 * ```ts
 * import { readCatalog, readSnapshot, writeSnapshot } from "driftcheck";
 *
 * const text = writeSnapshot(await readCatalog("schema.sql"), "schema.json");
 * console.log(readSnapshot(text, "schema.json").objects.size);
 * ```
 */
export function readSnapshot(text: string, name: string): Catalog {
  try {
    return catalogOf(text, name);
  } catch (error) {
    throw error instanceof SnapshotError ? new SnapshotError(`${name} ${error.message}`, { cause: error }) : error;
  }
}

/**
 * The text of a baseline that accepts this drift. The same drift always gives the same text.
 *
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises";
 * import { check, loadBaseline, writeBaseline } from "driftcheck";
 *
 * const sides = { declared: "schema.sql", live: "dump.sql" };
 * await writeFile("drift-baseline.yaml", writeBaseline((await check(sides)).drift));
 * const report = await check({ ...sides, baseline: await loadBaseline("drift-baseline.yaml") });
 * console.log(report.outcome, report.baselined?.length);
 * ```
 */
export function writeBaseline(drift: readonly Drift[]): string {
  return textOfBaseline(drift);
}

/**
 * Reads a baseline file.
 *
 * @throws {@link RuleError} if the file can't be read, an entry was edited, or its version is unknown
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises";
 * import { loadBaseline, writeBaseline } from "driftcheck";
 *
 * await writeFile("empty-baseline.yaml", writeBaseline([]));
 * console.log((await loadBaseline("empty-baseline.yaml")).length);
 * ```
 */
export function loadBaseline(file: string): Promise<Accepted[]> {
  return readBaselineFile(file);
}
