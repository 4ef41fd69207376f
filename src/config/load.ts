// Reads driftcheck.yaml: the named environments of a project. Every mistake in it is refused in one line.

import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { RuleError, UsageError } from "../errors.ts";
import { type Fields, isFields, show } from "../input/fields.ts";
import { didYouMean } from "../input/nearest.ts";
import { readMapping } from "../input/yaml.ts";
import { type Environment, environmentOf } from "./environment.ts";
import { Place } from "./place.ts";

export const fileKeys = ["default", "environments", "gate"] as const;

const largest = 1024 * 1024; // bytes

/**
 * One environment of the file. All others are read, too: a mistake shows when it is made.
 * @param name the default one where undefined
 * @throws UsageError naming the file, the environment and the key
 */
export async function loadEnvironment(file: string, name: string | undefined): Promise<Environment> {
  try {
    const environments = await parse(file);
    const chosen = name ?? environments.default;
    const names = [...environments.all.keys()];
    if (chosen === undefined)
      throw new UsageError(
        `${file} has no default environment. Pass --env with one of ${names.join(", ")}, or pass --declared.`,
      );
    const environment = environments.all.get(chosen);
    if (environment === undefined) throw new UsageError(`--env ${chosen}: ${unknownEnvironment(file, chosen, names)}`);
    return environment;
  } catch (error) {
    if (error instanceof RuleError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function parse(file: string): Promise<{ default: string | undefined; all: Map<string, Environment> }> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > largest) throw new RuleError(`${file} is larger than ${largest} bytes, the limit for a configuration`);
  const content = await readMapping(file, file, { what: "configuration", mainField: "environments" });
  const whole = new Place(dirname(file), file);
  whole.onlyKeys(content, fileKeys);
  const all = environmentsOf(content.environments, whole);
  const names = [...all.keys()];
  const { default: byDefault } = content;
  if (byDefault === undefined) return { default: undefined, all };
  if (typeof byDefault !== "string" || !all.has(byDefault))
    return whole.under("default").fail(unknownEnvironment(file, byDefault, names));
  return { default: byDefault, all };
}

const unknownEnvironment = (file: string, name: unknown, names: readonly string[]) =>
  `${file} has no environment ${show(name)}.${didYouMean(String(name), names)} It has ${names.join(", ")}.`;

function environmentsOf(value: unknown, whole: Place): Map<string, Environment> {
  const place = whole.under("environments");
  if (!isFields(value))
    return place.fail(value === undefined ? "is missing" : "must map the name of each environment to its options");
  const named = Object.entries(value).map(([name, fields]): [string, Environment] => [
    name,
    environmentOf(mapping(fields, place.under(name)), place.under(name)),
  ]);
  if (named.length === 0) place.fail("is empty");
  return new Map(named);
}

function mapping(fields: unknown, place: Place): Fields {
  return isFields(fields) ? fields : place.fail("must map options to values");
}
