// --env: options that an environment of driftcheck.yaml gives to a command. What is on the command line wins.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Variable } from "../config/place.ts";
import { UsageError } from "../errors.ts";

export interface EnvironmentOptions {
  readonly env?: string;
  readonly config?: string;
}

/** An environment's, with every variable read. */
type Resolved = Omit<Environment, "declared" | "live" | "migrations" | "rules"> & {
  readonly declared?: string;
  readonly live?: string;
  readonly migrations?: string;
};

/** What these commands know of what an environment may say. Without any rules said, `rules` is true. */
type Given = EnvironmentOptions & Resolved & { readonly rules?: string | boolean };

const configFile = "driftcheck.yaml";

export function addEnvironmentOptions(command: Command): Command {
  return command
    .option(
      "--env <name>",
      "take this environment's options from driftcheck.yaml; what is given here wins, and --no-strict and its like take one back",
    )
    .option("--config <file>", `where the environments are (default: ./${configFile})`);
}

/** So that a command line can take back what an environment says, and nobody has to read of it. */
export function addNegations(command: Command, ...names: readonly string[]): Command {
  for (const name of names) command.addOption(new Option(`--no-${name}`).hideHelp());
  return command;
}

/**
 * The options with what the environment adds to them: the one of --env, else the default one where nothing is declared.
 * @throws UsageError
 */
export async function withEnvironment<T extends Given>(given: T): Promise<T & Resolved> {
  const { env, config, ...own } = given;
  const options = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as T;
  if (env === undefined && given.declared !== undefined && config !== undefined)
    throw new UsageError("--config is read for --env, or where --declared is missing: leave one of them out");
  const file = config ?? configFile;
  const isAsked = env !== undefined || (given.declared === undefined && (config !== undefined || existsSync(file)));
  if (!isAsked) return options;
  if (env?.trim() === "") throw new UsageError("--env is empty: say which environment; is a variable unset?");
  const [{ loadEnvironment }, { readVariable }] = await Promise.all([
    import("../config/load.ts"),
    import("../config/place.ts"),
  ]);
  const environment = await loadEnvironment(file, env);
  const said = { ...environment, ...options, rules: rulesOf(given.rules, environment, file) };
  const resolved = (locator: string | Variable | undefined) =>
    typeof locator === "object" ? readVariable(locator) : locator;
  const { declared, live, migrations } = said as Environment;
  return {
    ...said,
    ...(declared !== undefined && { declared: resolved(declared) }),
    ...(live !== undefined && { live: resolved(live) }),
    ...(migrations !== undefined && { migrations: resolved(migrations) }),
  } as T & Resolved;
}

/** A project's own rules lie beside its driftcheck.yaml, unless something else is said. */
function rulesOf(given: string | boolean | undefined, { rules }: Environment, file: string): string | boolean {
  if (typeof given === "string" || given === false) return given;
  const beside = join(dirname(file), "ignore-rules.yaml");
  return rules ?? (existsSync(beside) ? beside : true);
}
