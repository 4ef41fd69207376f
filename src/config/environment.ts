// What an environment of driftcheck.yaml says: the options of the table that may stand there, and how each form is read.

import type { Scope } from "../compare/in-scope.ts";
import { type Fields, isFields, show } from "../input/fields.ts";
import { amongKnown } from "../input/nearest.ts";
import type { Forms } from "./options/option.ts";
import { camelCase, type FormsInFile, options } from "./options/table.ts";
import { fileIn, locator, type Place, text, type Variable } from "./place.ts";
import { type ReportTo, reportTo } from "./report-to.ts";
import { longestTimeout } from "./timeout.ts";
import { expand, hasVariable, type Unset } from "./variables.ts";

/** What a value is in the file, where that is not what it is on the command line. */
interface FileForms extends Omit<Forms, "locator" | "base"> {
  locator: string | Variable;
  base: string | Variable | false;
}

/** The options of a check, by the names that the command line has for them. Locators are relative to where the command runs. */
export type Environment = { readonly [K in keyof FormsInFile]?: FileForms[FormsInFile[K]] };

/** What a value is read from: `written` is what stands in the file, whose variables are read in `value`. */
type Read<T> = (value: unknown, place: Place, choices?: readonly string[], written?: unknown) => T;

const file: Read<string> = (value, place) => fileIn(place.folder, text(value, place));

const readers: { readonly [F in FormsInFile[keyof FormsInFile]]: Read<FileForms[F]> } = {
  flag: (value, place) =>
    typeof value === "boolean" ? value : place.fail(`must be true or false, not ${show(value)}`),
  locator: (value, place, _, written) => locator(value, place, written),
  base: (value, place, _, written) => (value === false ? false : locator(value, place, written)),
  file,
  rules: (value, place) => (value === false ? false : file(value, place)),
  // A name without a folder is looked up in $PATH.
  program: (value, place) => (text(value, place).includes("/") ? file(value, place) : text(value, place)),
  text,
  seconds,
  count: (value, place) => whole(value, place, 1),
  number: (value, place) => whole(value, place, 0),
  mapping,
  scope,
  reports,
  choices,
};

const inFile = Object.entries(options).filter(([, entry]) => entry.inFile !== undefined);

/** As driftcheck.yaml has them. */
export const environmentKeys: readonly string[] = inFile.map(([name]) => name);
export const scopeKeys = ["schemas", "tables"] as const;

/** @throws RuleError naming the file, the environment and the key */
export function environmentOf(fields: Fields, place: Place, unset: (key: string) => Unset): Environment {
  place.onlyKeys(fields, environmentKeys);
  const read = inFile.flatMap(([name, { form, choices = [] }]) => {
    const [written, at] = [fields[name], place.under(name)];
    if (written === undefined) return [];
    const value = expand(written, at, unset(name));
    if (value === undefined) return [];
    const typed = isTyped(form) && hasVariable(written) ? scalarOf(String(value)) : value;
    return [[camelCase(name), readers[form as keyof typeof readers](typed, at, choices, written)]];
  });
  return Object.fromEntries(read) as Environment;
}

const isTyped = (form: keyof Forms) => ["flag", "seconds", "rules", "base"].includes(form);

/** What a variable says of a value that is no text. */
function scalarOf(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^\d+$/.test(text) ? Number(text) : text;
}

function seconds(value: unknown, place: Place): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= longestTimeout) return value;
  return place.fail(`must be a whole number of seconds from 1 to ${longestTimeout}, not ${show(value)}`);
}

function whole(value: unknown, place: Place, from: number): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= from) return value;
  return place.fail(`must be a whole number from ${from} on, not ${show(value)}`);
}

function mapping(value: unknown, place: Place): ReadonlyMap<string, string> {
  if (!isFields(value)) return place.fail("must map live schemas to declared ones, as in { app: public }");
  const schemas = Object.entries(value).map(([live, declared]) => [live, text(declared, place.under(live))] as const);
  const declared = schemas.map(([, to]) => to);
  const twice = declared.find((to, at) => declared.indexOf(to) !== at);
  if (twice !== undefined) place.fail(`two live schemas are mapped to ${twice}`);
  return new Map(schemas);
}

function scope(value: unknown, place: Place): Scope {
  if (!isFields(value)) return place.fail(`must be a mapping with ${scopeKeys.join(", ")} or both`);
  place.onlyKeys(value, scopeKeys);
  const lists = scopeKeys.filter((name) => value[name] !== undefined);
  if (lists.length === 0) place.fail(`is empty. List ${scopeKeys.join(" or ")}.`);
  return Object.fromEntries(lists.map((name) => [name, globs(value[name], place.under(name), name)]));
}

function reports(value: unknown, place: Place, choices: readonly string[] = []): readonly ReportTo[] {
  const written = Array.isArray(value) ? value : [value];
  if (written.length === 0) place.fail("is empty. Name a reporter, as in text.");
  return written.map((each) => {
    const given = text(each, place);
    const { reporter, file } = reportTo(given, choices, (problem) => place.fail(`${show(given)}: ${problem}`));
    return file === undefined ? { reporter } : { reporter, file: fileIn(place.folder, file) };
  });
}

function choices(value: unknown, place: Place, known: readonly string[] = []): readonly string[] {
  const written = Array.isArray(value) ? value : [value];
  if (written.length === 0) place.fail(`is empty. Known are ${known.join(", ")}.`);
  return written.map((each) => {
    const name = text(each, place);
    if (known.includes(name)) return name;
    return place.fail(`${show(name)} is unknown.${amongKnown(name, known)}`);
  });
}

function globs(value: unknown, place: Place, of: (typeof scopeKeys)[number]): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) return place.fail("must be a list of globs");
  return value.map((glob) => {
    const plain = text(glob, place).replace(/^!/, "");
    if (plain === "") place.fail(`${show(glob)} is not a glob`);
    if (of === "tables" && !plain.includes(".") && plain !== "**")
      place.fail(`${show(glob)} matches no table. Write schema.table, as in "public.*".`);
    return String(glob);
  });
}
