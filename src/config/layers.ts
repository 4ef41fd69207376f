// driftcheck.yaml and the files that it extends, one over the other: which environments there are, and what each layer says.

import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { RuleError } from "../errors.ts";
import { type Fields, isFields, show } from "../input/fields.ts";
import { didYouMean } from "../input/nearest.ts";
import { readMapping } from "../input/yaml.ts";
import { fileIn, Place } from "./place.ts";
import { expand } from "./variables.ts";

export const fileKeys = ["extends", "default", "common", "environments", "targets", "gate"] as const;

/** Some options, as one place of one file writes them. */
export interface Layer {
  readonly fields: Fields;
  readonly place: Place;
  /** The environment of which it takes what it does not say itself. */
  readonly extends?: string;
}

export interface Layers {
  readonly default?: { readonly name: string; readonly place: Place };
  /** For every environment. Of two layers the later one decides, here and below. */
  readonly common: readonly Layer[];
  readonly environments: ReadonlyMap<string, readonly Layer[]>;
  readonly gate?: { readonly value: unknown; readonly place: Place };
  readonly targets?: { readonly value: unknown; readonly place: Place };
}

const largest = 1024 * 1024; // bytes
const mostFiles = 20;

/** @throws RuleError naming the file and the key */
export async function readLayers(file: string, under: readonly string[] = []): Promise<Layers> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > largest) throw new RuleError(`${file} is larger than ${largest} bytes, the limit for a configuration`);
  const content = await readMapping(file, file, { what: "configuration", mainField: "environments" });
  const whole = new Place(dirname(file), file);
  whole.onlyKeys(content, fileKeys);
  const path = [...under, resolve(file)];
  const below: Layers[] = [];
  for (const each of extended(content.extends, whole)) {
    const at = whole.under("extends");
    if (path.includes(resolve(each))) at.fail(`${each} extends this file, over however many others`);
    if (path.length >= mostFiles) at.fail(`more than ${mostFiles} files extend each other. Write them into one.`);
    below.push(await readLayers(each, path));
  }
  return merged([...below, own(content, whole)]);
}

/** The files that a file extends, as it names them there. @throws RuleError */
export function extended(value: unknown, whole: Place): readonly string[] {
  const place = whole.under("extends");
  const given = expand(value ?? [], place, "error");
  return (Array.isArray(given) ? given : [given]).map((each) =>
    typeof each === "string" && each.trim() !== ""
      ? fileIn(whole.folder, each)
      : place.fail(`must be a file or a list of files, not ${show(each)}`),
  );
}

function own(content: Fields, whole: Place): Layers {
  const byDefault = expand(content.default, whole.under("default"), "error");
  const place = whole.under("default");
  if (byDefault !== undefined && typeof byDefault !== "string")
    place.fail(`must be the name of an environment, not ${show(byDefault)}`);
  return {
    ...(typeof byDefault === "string" && { default: { name: byDefault, place } }),
    common: content.common === undefined ? [] : [layerOf(content.common, whole.under("common"))],
    environments: environmentsOf(content.environments, whole.under("environments")),
    ...(content.gate !== undefined && { gate: { value: content.gate, place: whole.under("gate") } }),
    ...(content.targets !== undefined && { targets: { value: content.targets, place: whole.under("targets") } }),
  };
}

function environmentsOf(value: unknown, place: Place): Map<string, readonly Layer[]> {
  if (value === undefined) return new Map();
  if (!isFields(value)) return place.fail("must map the name of each environment to its options");
  return new Map(
    Object.entries(value).map(([name, fields]) => {
      const at = place.under(name);
      const { extends: base, ...options } = mapping(fields, at);
      if (base !== undefined && typeof base !== "string")
        at.under("extends").fail(`must be the name of an environment, not ${show(base)}`);
      return [name, [{ ...layerOf(options, at), ...(typeof base === "string" && { extends: base }) }]];
    }),
  );
}

const layerOf = (fields: unknown, place: Place): Layer => ({ fields: mapping(fields, place), place });

const mapping = (fields: unknown, place: Place): Fields =>
  isFields(fields) ? fields : place.fail("must map options to values");

function merged(all: readonly Layers[]): Layers {
  const environments = new Map<string, readonly Layer[]>();
  for (const each of all)
    for (const [name, layers] of each.environments)
      environments.set(name, [...(environments.get(name) ?? []), ...layers]);
  const byDefault = all.findLast((each) => each.default !== undefined)?.default;
  const gate = all.findLast((each) => each.gate !== undefined)?.gate;
  const targets = all.findLast((each) => each.targets !== undefined)?.targets;
  return {
    ...(byDefault && { default: byDefault }),
    common: all.flatMap(({ common }) => common),
    environments,
    ...(gate && { gate }),
    ...(targets && { targets }),
  };
}

/** What is said of an environment, from what decides least. @throws RuleError where it extends itself, or what is not there */
export function layersOf(name: string, { common, environments }: Layers): readonly Layer[] {
  const collect = (each: string, path: readonly string[]): readonly Layer[] =>
    (environments.get(each) ?? []).flatMap((layer) => {
      if (layer.extends === undefined) return [layer];
      const at = layer.place.under("extends");
      if (path.includes(layer.extends)) at.fail(`${[...path, layer.extends].join(" extends ")}, in a circle`);
      if (!environments.has(layer.extends))
        at.fail(unknownEnvironment("the configuration", layer.extends, [...environments.keys()]));
      return [...collect(layer.extends, [...path, layer.extends]), layer];
    });
  return [...common, ...collect(name, [name])];
}

/** @param file or another word for it */
export const unknownEnvironment = (file: string, name: string, names: readonly string[]): string =>
  `${file} has no environment ${show(name)}.${didYouMean(name, names)} It has ${names.join(", ")}.`;
