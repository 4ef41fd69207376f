// What an environment of driftcheck.yaml says, and each of its keys: how it is written down, what it means.
// A key is one line here and one in driftcheck.schema.json.

import type { Scope } from "../compare/in-scope.ts";
import { type Fields, isFields, show } from "../input/fields.ts";
import { fileIn, locator, type Place, type Variable } from "./place.ts";
import { longestTimeout } from "./timeout.ts";

/** The options of a check, by the names that the command line has for them. Locators are relative to where the command runs. */
export interface Environment {
  readonly declared?: string | Variable;
  readonly live?: string | Variable;
  readonly rules?: string | false;
  readonly baseline?: string;
  readonly mapSchema?: ReadonlyMap<string, string>;
  readonly scope?: Scope;
  readonly migrations?: string | Variable;
  readonly versionTable?: string;
  readonly python?: string;
  readonly strict?: boolean;
  readonly crossRead?: boolean;
  readonly privileges?: boolean;
  readonly allowEmpty?: boolean;
  readonly data?: boolean;
  readonly dataTimeout?: number;
  readonly timeout?: number;
  readonly restoreTimeout?: number;
}

type Read<T> = (value: unknown, place: Place) => T;

const file: Read<string> = (value, place) => fileIn(place.folder, text(value, place));
const flag: Read<boolean> = (value, place) =>
  typeof value === "boolean" ? value : place.fail(`must be true or false, not ${show(value)}`);

const readers: { readonly [K in keyof Environment]-?: Read<Environment[K] & {}> } = {
  declared: locator,
  live: locator,
  rules: (value, place) => (value === false ? false : file(value, place)),
  baseline: file,
  mapSchema,
  scope,
  migrations: locator,
  versionTable: text,
  // A name without a folder is looked up in $PATH.
  python: (value, place) => (text(value, place).includes("/") ? file(value, place) : text(value, place)),
  strict: flag,
  crossRead: flag,
  privileges: flag,
  allowEmpty: flag,
  data: flag,
  dataTimeout: seconds,
  timeout: seconds,
  restoreTimeout: seconds,
};

const written = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** As driftcheck.yaml has them. */
export const environmentKeys: readonly string[] = Object.keys(readers).map(written);
export const scopeKeys = ["schemas", "tables"] as const;

/** @throws RuleError naming the file, the environment and the key */
export function environmentOf(fields: Fields, place: Place): Environment {
  place.onlyKeys(fields, environmentKeys);
  const read = Object.entries(readers).flatMap(([name, reader]) => {
    const value = fields[written(name)];
    return value === undefined ? [] : [[name, reader(value, place.under(written(name)))]];
  });
  return Object.fromEntries(read) as Environment;
}

function seconds(value: unknown, place: Place): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= longestTimeout) return value;
  return place.fail(`must be a whole number of seconds from 1 to ${longestTimeout}, not ${show(value)}`);
}

function text(value: unknown, place: Place): string {
  return typeof value === "string" && value.trim() !== "" ? value : place.fail(`must be text, not ${show(value)}`);
}

function mapSchema(value: unknown, place: Place): ReadonlyMap<string, string> {
  if (!isFields(value)) return place.fail("must be a mapping from live to declared schemas, as { app: public }");
  const schemas = Object.entries(value).map(([live, declared]) => [live, text(declared, place.under(live))] as const);
  const declared = schemas.map(([, to]) => to);
  const twice = declared.find((to, at) => declared.indexOf(to) !== at);
  if (twice !== undefined) place.fail(`two live schemas are mapped to ${twice}`);
  return new Map(schemas);
}

function scope(value: unknown, place: Place): Scope {
  if (!isFields(value)) return place.fail(`must be a mapping with ${scopeKeys.join(" and ")}`);
  place.onlyKeys(value, scopeKeys);
  const lists = scopeKeys.filter((name) => value[name] !== undefined);
  if (lists.length === 0) place.fail(`is empty; say ${scopeKeys.join(" or ")}`);
  return Object.fromEntries(lists.map((name) => [name, globs(value[name], place.under(name), name)]));
}

function globs(value: unknown, place: Place, of: (typeof scopeKeys)[number]): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return place.fail("must be a list of globs");
  return value.map((glob) => {
    const plain = text(glob, place).replace(/^!/, "");
    if (plain === "") place.fail(`${show(glob)} is no glob`);
    if (of === "tables" && !plain.includes(".") && plain !== "**")
      place.fail(`${show(glob)} matches no table: write it as schema.table, as in "public.*"`);
    return String(glob);
  });
}
