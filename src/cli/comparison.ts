// What the options of every command that compares two schemas come to, with the environment that they name.

import type { CheckOptions } from "../check.ts";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import { refuseEmpty } from "./command.ts";
import { withEnvironment } from "./environment.ts";
import { given } from "./given.ts";
import { rulesFor } from "./rule-file.ts";

/** An environment may have a baseline, whatever the command takes. */
export type ComparisonOptions = OptionsOf<"rules"> & Pick<OptionsOf<"check">, "baseline">;

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
  const { declared, live = liveFromEnvironment(), migrations, versionTable, baseline } = options;
  if (declared === undefined)
    throw new UsageError("--declared is missing. Name the schema you expect, as in --declared schema.sql.");
  for (const [name, locator] of Object.entries({ declared, live, migrations })) refuseEmpty(name, locator);
  if (versionTable !== undefined) (await import("../migrations/version-table.ts")).tableName(versionTable);
  const { scope, python, crossRead, privileges, allowEmpty, strict } = options;
  const { timeout, restoreTimeout, lockTimeout, statementTimeout } = options;
  return given({
    ...{ declared, live, mapSchemas: options.mapSchema, scope, migrations, versionTable, python },
    ...{ crossRead, privileges, allowEmpty, strict, timeout, restoreTimeout, lockTimeout, statementTimeout },
    rules: await rulesFor(options.rules),
    baseline: baseline === undefined ? undefined : await (await import("../judge/baseline.ts")).loadBaseline(baseline),
  });
}

function liveFromEnvironment(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.DATABASE_URL) return environment.DATABASE_URL;
  if (["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGUSER", "PGPORT", "PGSERVICE"].some((name) => environment[name]))
    return "postgres://";
  throw new UsageError("--live is missing. Name the database to check, or set DATABASE_URL or the PG* variables.");
}
