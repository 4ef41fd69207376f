// The targets that a command line and driftcheck.yaml name; none where they name one database alone.

import { existsSync } from "node:fs";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import type { Target } from "../fleet/target.ts";
import { checkOptionsOf } from "./comparison.ts";
import { configFile, withEnvironment } from "./environment.ts";

type Options = OptionsOf<"check">;

export interface Fleet {
  readonly targets: readonly Target[];
  /** With what the one environment says that they have in common. */
  readonly options: Options;
}

/** What only makes sense where there are many. @throws UsageError */
function refuseForOne({ shard, since, journal }: Options): void {
  const [name] = Object.entries({ shard, since, journal }).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined)
    throw new UsageError(`--${name} is for many databases. Name them with --targets, --all-envs or several --env.`);
}

/** What is told of one database at a time. @throws UsageError */
function refuseForMany({ base }: Options): void {
  if (typeof base === "string")
    throw new UsageError(
      "--base tells who moved in one database, and these are many. Remove --base, or check the one target with --live.",
    );
}

/** @throws UsageError, RuleError, SourceError where the list can't be had */
export async function fleetOf(
  asGiven: Options,
): Promise<Fleet | { readonly targets?: undefined; readonly options: Options }> {
  const { env = [], allEnvs, live, targets } = asGiven;
  if (live !== undefined && (allEnvs || env.length > 1 || targets !== undefined))
    throw new UsageError(
      "--live names one database, and --targets, --all-envs or several --env name others. Remove one.",
    );
  if (allEnvs && env.length > 0) throw new UsageError("--all-envs and --env contradict each other. Remove one.");
  if (allEnvs || env.length > 1) {
    refuseForMany(asGiven);
    if (targets !== undefined) throw new UsageError("--targets is for one environment. Name it with one --env.");
    return { targets: await eachOf(asGiven, allEnvs ? await allOf(asGiven) : env), options: asGiven };
  }
  const options = (await withEnvironment(asGiven)) as Options;
  const file = options.live === undefined ? (options.targets ?? (await ownList(asGiven))) : undefined;
  if (file === undefined) refuseForOne(asGiven);
  else refuseForMany(asGiven);
  return { options, ...(file !== undefined && { targets: await listed(file, options) }) };
}

async function allOf({ config = configFile }: Options): Promise<readonly string[]> {
  const { environmentNames } = await import("../config/load.ts");
  return environmentNames(config);
}

/** An environment is a target under its own name, or has a list of them. */
async function eachOf(asGiven: Options, names: readonly string[]): Promise<readonly Target[]> {
  const { allEnvs: _, ...rest } = asGiven;
  const all: Target[] = [];
  for (const name of names) {
    const options = (await withEnvironment({ ...rest, env: [name] })) as Options;
    if (options.live !== undefined) all.push({ name, options: await checkOptionsOf(options) });
    else if (options.targets !== undefined) all.push(...(await listed(options.targets, options)));
    else throw new UsageError(`--env ${name}: the environment has no live database. Add live to it.`);
  }
  return all;
}

/** The configuration's own, where it was asked for an environment and that names no database. */
async function ownList({ declared, env, config = configFile }: Options): Promise<string | undefined> {
  if ((declared !== undefined && env === undefined) || !existsSync(config)) return undefined;
  const { loadTargets } = await import("../config/targets.ts");
  return (await loadTargets(config, "nothing")) === undefined ? undefined : config;
}

async function listed(file: string, options: Options): Promise<readonly Target[]> {
  const [{ loadTargets }, { expand }] = await Promise.all([
    import("../config/targets.ts"),
    import("../fleet/expand.ts"),
  ]);
  const entries = await loadTargets(file);
  if (entries === undefined) throw new UsageError(`${file} has no targets: list`);
  const { live: _, ...common } = await checkOptionsOf({ ...options, live: "postgres://" });
  return expand(entries, common);
}
