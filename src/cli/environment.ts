// --env: options that an environment of driftcheck.yaml gives to a command. What is on the command line wins.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "../config/environment.ts";
import type { Variable } from "../config/place.ts";
import { UsageError } from "../errors.ts";

type Locators = "declared" | "live" | "migrations";

/** An environment's, with every variable read. */
type Resolved = Omit<Environment, Locators | "rules"> & { readonly [L in Locators]?: string };

/** What these commands know of what an environment may say. Without any rules said, `rules` is true. */
type Given = Resolved & { readonly env?: string; readonly config?: string; readonly rules?: string | boolean };

export const configFile = "driftcheck.yaml";

/**
 * The options with what the environment adds to them: the one of --env, else the default one where nothing is declared.
 * @throws UsageError
 */
export async function withEnvironment<T extends Given>(given: T): Promise<T & Resolved> {
  const { env, config, ...own } = given;
  const options = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as T;
  if (env === undefined && given.declared !== undefined && config !== undefined)
    throw new UsageError("--config is only read with --env, or without --declared. Remove --config or --declared.");
  const file = config ?? configFile;
  const isAsked = env !== undefined || (given.declared === undefined && (config !== undefined || existsSync(file)));
  if (!isAsked) return options;
  const { loadEnvironment } = await import("../config/load.ts");
  const environment = await loadEnvironment(file, env);
  const merged = { ...environment, ...options, rules: rulesOf(given.rules, environment, file) };
  return { ...merged, ...(await locatorsOf(merged as Environment)) } as T & Resolved;
}

async function locatorsOf({ declared, live, migrations }: Environment): Promise<Pick<Resolved, Locators>> {
  const { readVariable } = await import("../config/place.ts");
  const read = async (locator: string | Variable | undefined) =>
    typeof locator === "object" ? await readVariable(locator) : locator;
  const all = { declared: await read(declared), live: await read(live), migrations: await read(migrations) };
  return Object.fromEntries(Object.entries(all).filter(([, locator]) => locator !== undefined));
}

/** A project's own rules lie beside its driftcheck.yaml, unless something else is said. */
function rulesOf(given: string | boolean | undefined, { rules }: Environment, file: string): string | boolean {
  if (typeof given === "string" || given === false) return given;
  const beside = join(dirname(file), "ignore-rules.yaml");
  return rules ?? (existsSync(beside) ? beside : true);
}
