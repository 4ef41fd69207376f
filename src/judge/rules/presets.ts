// The presets that rules are shipped in: which there are, and which of them a project's `extends` asks for.

import { didYouMean } from "../../input/nearest.ts";
import type { Rule } from "./rule.ts";

export interface Preset {
  readonly name: string;
  /** What leaves its noise behind. */
  readonly summary: string;
  /** In force without a project's own rules, and for `extends: default`. */
  readonly safe: boolean;
}

export const presets: readonly Preset[] = [
  { name: "pgloader-mysql", summary: "pgloader, from MySQL or MariaDB", safe: true },
  { name: "pgloader-sqlite", summary: "pgloader, from SQLite", safe: true },
  { name: "sqlalchemy", summary: "SQLAlchemy and Alembic", safe: true },
  { name: "django", summary: "Django", safe: true },
  { name: "drizzle", summary: "Drizzle", safe: true },
  { name: "prisma", summary: "Prisma", safe: true },
  { name: "rails", summary: "Rails", safe: true },
  { name: "migration-tables", summary: "the tables in which migration tools record what ran", safe: true },
  { name: "cosmetic", summary: "comments and storage; no statement's result depends on them", safe: false },
];

/** What a shipped rule says that belongs to all safe presets: PostgreSQL itself leaves such noise, whatever the tool. */
export const everySafePreset = "every";

/** What stands for all safe presets in a project's `extends`. */
export const defaultPreset = "default";

export const presetNames: readonly string[] = presets.map(({ name }) => name);
const safeNames: readonly string[] = presets.filter(({ safe }) => safe).map(({ name }) => name);

/** The names of the presets that these words stand for. Only words that `presetProblem` lets pass. */
export function presetsMeant(words: readonly string[]): ReadonlySet<string> {
  const shorthands = [defaultPreset, everySafePreset];
  return new Set(words.flatMap((word) => (shorthands.includes(word) ? safeNames : [word])));
}

type Fail = (problem: string) => never;

/** A project's `extends`: one preset, or a list of them. */
export function checkExtends(value: unknown, fail: Fail): void {
  if (value === undefined) return;
  const words: unknown[] = Array.isArray(value) ? value : [value];
  const names = [defaultPreset, ...presetNames];
  if (words.length === 0) fail("is empty");
  for (const word of words) {
    if (names.includes(String(word))) continue;
    const meant = typeof word === "string" ? `.${didYouMean(word, names)}` : "; it must be text.";
    fail(`no preset is named ${JSON.stringify(word)}${meant} Presets are ${names.join(", ")}`);
  }
}

/** The presets that a shipped rule is of. A project's own rule is of none. */
export function presetsOfRule(value: unknown, shipped: boolean, fail: Fail): readonly string[] | undefined {
  if (!shipped) return value === undefined ? undefined : fail("is allowed only in shipped rules");
  if (!Array.isArray(value) || value.length === 0)
    return fail(value === undefined ? "is missing" : "must be a list of presets");
  const names = [everySafePreset, ...presetNames];
  const unknown: unknown = value.find((name) => !names.includes(String(name)));
  if (unknown !== undefined) fail(`${JSON.stringify(unknown)} is unknown; known presets are ${names.join(", ")}`);
  return value.map(String);
}

/** The shipped rules that are of one of these presets. */
export function rulesOfPresets(shipped: readonly Rule[], words: readonly string[]): Rule[] {
  const meant = presetsMeant(words);
  return shipped.filter(({ presets: own = [] }) => [...presetsMeant(own)].some((name) => meant.has(name)));
}
