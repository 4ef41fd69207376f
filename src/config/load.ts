// Reads driftcheck.yaml: the named environments of a project. Every mistake in it is refused in one line.

import { UsageError } from "../errors.ts";
import { type Environment, environmentOf } from "./environment.ts";
import { type Layers, layersOf, readLayers, unknownEnvironment } from "./layers.ts";
import { camelCase } from "./options/table.ts";
import { forUser, Place } from "./place.ts";

/**
 * One environment of the file. All others are read, too: a mistake shows when it is made. Only a variable of what nobody asks
 * for may be unset.
 * @param name the default one where undefined
 * @param overruled the keys that the environment need not tell
 * @throws UsageError naming the file, the environment and the key
 */
export async function loadEnvironment(
  file: string,
  name: string | undefined,
  overruled: readonly string[] = [],
): Promise<Environment> {
  return forUser(async () => {
    const layers = await readLayers(file);
    for (const each of layers.environments.keys()) environmentIn(layers, each, () => false);
    const chosen = chosenIn(layers, file, name);
    return environmentIn(layers, chosen, (key) => !overruled.includes(camelCase(key)));
  });
}

/** In the order of the file. @throws UsageError as `loadEnvironment` does */
export async function environmentNames(file: string): Promise<readonly string[]> {
  return forUser(async () => [...(await readLayers(file)).environments.keys()]);
}

function chosenIn({ environments, default: byDefault }: Layers, file: string, name: string | undefined): string {
  const names = [...environments.keys()];
  if (names.length === 0) new Place("", file, "environments").fail("is missing or empty");
  if (byDefault !== undefined && !names.includes(byDefault.name))
    byDefault.place.fail(unknownEnvironment(file, byDefault.name, names));
  const chosen = name ?? byDefault?.name;
  if (chosen === undefined)
    throw new UsageError(
      `${file} has no default environment. Pass --env with one of ${names.join(", ")}, or pass --declared.`,
    );
  if (!names.includes(chosen)) throw new UsageError(`--env ${chosen}: ${unknownEnvironment(file, chosen, names)}`);
  return chosen;
}

/** @param isAsked whether a variable that is unset in this key's value is an error */
function environmentIn(layers: Layers, name: string, isAsked: (key: string) => boolean): Environment {
  const all = layersOf(name, layers);
  const isLast = (at: number, key: string) => !all.slice(at + 1).some(({ fields }) => fields[key] !== undefined);
  const read = all.map(({ fields, place }, at) =>
    environmentOf(fields, place, (key) => (isAsked(key) && isLast(at, key) ? "error" : "nothing")),
  );
  return Object.assign({}, ...read);
}
