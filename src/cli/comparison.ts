// The options of every command that compares two schemas, and what they mean.

import type { Command } from "commander";
import type { CheckOptions } from "../check.ts";
import type { Scope } from "../compare/scope.ts";
import { UsageError } from "../errors.ts";
import { refuseEmpty } from "./command.ts";
import { addEnvironmentOptions, addNegations, type EnvironmentOptions, withEnvironment } from "./environment.ts";
import { addTimeoutOptions, limitsOf } from "./seconds.ts";

export interface ComparisonOptions extends EnvironmentOptions {
  readonly declared?: string;
  readonly live?: string;
  readonly rules: string | boolean;
  readonly mapSchema?: ReadonlyMap<string, string>;
  readonly migrations?: string;
  readonly versionTable?: string;
  readonly python?: string;
  readonly crossRead?: boolean;
  readonly allowEmpty?: boolean;
  readonly privileges?: boolean;
  readonly strict?: boolean;
  readonly baseline?: string;
  /** In seconds. */
  readonly timeout?: number;
  readonly restoreTimeout?: number;
  /** Only an environment has it. */
  readonly scope?: Scope;
}

export function addComparisonOptions(command: Command): Command {
  addTimeoutOptions(addEnvironmentOptions(command))
    .option(
      "--declared <locator>",
      "what should be: a postgres:// URL, a .sql file or folder, a snapshot (.yaml, .json), or a model as its tool keeps it (sqlalchemy:app.models:Base, alembic:alembic.ini, goose:db/migrations, …; README has them all)",
    )
    .option("--live <locator>", "what is; by default $DATABASE_URL, then the PG* variables")
    .option("--rules <file>", "the project's rules; by default ./ignore-rules.yaml, else the shipped presets")
    .option("--no-rules", "set nothing aside as noise")
    .option(
      "--strict",
      "set no column order aside; fail on stale rules and on what the baseline lists though it is fixed",
    )
    .option(
      "--map-schema <live=declared>",
      "read the live schema under the declared one's name (repeatable)",
      addMapping,
    )
    .option(
      "--migrations <locator>",
      "the migrations' folder, where the declared side is none: what is pending is told apart",
    )
    .option("--version-table <name>", "schema.table, where the migration tool does not use its own")
    .option("--python <path>", "the project's Python; by default its virtual environment's, then python3")
    .option("--cross-read", "read each database through pg-structure too, and fail where the two readings disagree")
    .option("--privileges", "compare owners and privileges too, which differ where roles do")
    .option("--allow-empty", "let a side hold nothing at all");
  return addNegations(command, "strict", "cross-read", "privileges", "allow-empty");
}

export function addBaselineOption(command: Command): Command {
  return command.option("--baseline <file>", "drift that was accepted before, as driftcheck baseline wrote it");
}

export function addMapping(value: string, before: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const [live, declared, ...rest] = value.split("=");
  if (!live || !declared || rest.length > 0)
    throw new UsageError(`--map-schema ${value}: write it as live=declared, as in app=public`);
  if (before.has(live)) throw new UsageError(`--map-schema ${value}: the live schema ${live} is mapped twice`);
  if ([...before.values()].includes(declared))
    throw new UsageError(`--map-schema ${value}: two live schemas are mapped to ${declared}`);
  return new Map([...before, [live, declared]]);
}

/**
 * What the options and the environment that they name come to.
 * @param withBaseline false for a command that has no use for the environment's
 * @throws UsageError, RuleError
 */
export async function comparisonOf(options: ComparisonOptions, withBaseline = true): Promise<CheckOptions> {
  const { baseline, ...resolved } = await withEnvironment(options);
  return checkOptionsOf(baseline === undefined || !withBaseline ? resolved : { ...resolved, baseline });
}

/** Of options to which `withEnvironment` has added what it has. @throws UsageError, RuleError */
export async function checkOptionsOf(options: ComparisonOptions): Promise<CheckOptions> {
  const { declared, baseline, mapSchema, migrations, versionTable, python, scope } = options;
  if (declared === undefined)
    throw new UsageError("--declared is missing: say where the model is, as --declared schema.sql");
  const live = options.live ?? liveFromEnvironment();
  refuseEmpty("declared", declared);
  refuseEmpty("live", live);
  if (migrations !== undefined) refuseEmpty("migrations", migrations);
  if (versionTable !== undefined) (await import("../migrations/version-table.ts")).tableName(versionTable);
  return {
    declared,
    live,
    rules: await rulesFor(options.rules),
    ...(mapSchema && { mapSchemas: mapSchema }),
    ...(scope && { scope }),
    ...(migrations !== undefined && { migrations }),
    ...(versionTable !== undefined && { versionTable }),
    ...(python !== undefined && { python }),
    ...limitsOf(options),
    ...(options.crossRead && { crossRead: true }),
    ...(options.privileges && { privileges: true }),
    ...(options.allowEmpty && { allowEmpty: true }),
    ...(options.strict && { strict: true }),
    ...(baseline !== undefined && { baseline: await (await import("../judge/baseline.ts")).loadBaseline(baseline) }),
  };
}

function liveFromEnvironment(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.DATABASE_URL) return environment.DATABASE_URL;
  if (["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGUSER", "PGPORT", "PGSERVICE"].some((name) => environment[name]))
    return "postgres://";
  throw new UsageError("--live is missing: say where the database is, or set DATABASE_URL or the PG* variables");
}

const projectRules = "ignore-rules.yaml";

/**
 * A project's own rules are read at once, so that a mistake in them never waits for the first drift; the preset when it is needed.
 * @param option the file of --rules, false for --no-rules, true for neither
 */
async function rulesFor(option: string | boolean): Promise<CheckOptions["rules"]> {
  if (option === false) return [];
  const file = await ruleFile(option);
  if (file === undefined) return async () => (await import("../judge/rules/load.ts")).loadPreset();
  return (await import("../judge/rules/load.ts")).loadRules(file);
}

/** The rule file that is meant; undefined for the shipped presets. */
export async function ruleFile(option: string | boolean | undefined): Promise<string | undefined> {
  if (typeof option === "string") return option;
  const { existsSync } = await import("node:fs");
  return existsSync(projectRules) ? projectRules : undefined;
}
