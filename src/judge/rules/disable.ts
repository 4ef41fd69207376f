// A project's `disable`: the shipped rules that it switches off, by id. A word that switches nothing off is refused.

import type { Check } from "../../input/fields.ts";
import { didYouMean } from "../../input/nearest.ts";
import type { Rule } from "./rule.ts";

interface RuleSets {
  readonly shipped: readonly Rule[];
  readonly extended: readonly Rule[];
  /** The project's. */
  readonly own: readonly Rule[];
}

/** @throws RuleError naming what is wrong with the list */
export function disabledIds(value: unknown, known: RuleSets, check: Check): ReadonlySet<string> {
  if (value === undefined) return new Set();
  const words: unknown[] = Array.isArray(value) ? value : [value];
  if (words.length === 0) check.fail("disable", "is empty. Name a rule or remove the field.");
  const ids = new Set<string>();
  for (const word of words) {
    const id = typeof word === "string" ? word : check.fail("disable", "must be a rule id or a list of rule ids");
    if (ids.has(id)) check.fail("disable", `${id} is listed twice. Remove one.`);
    const problem = problemOf(id, known);
    if (problem !== undefined) check.fail("disable", problem);
    ids.add(id);
  }
  return ids;
}

function problemOf(id: string, { shipped, extended, own }: RuleSets): string | undefined {
  if (extended.some((rule) => rule.id === id)) return undefined;
  if (own.some((rule) => rule.id === id)) return `${id} is a rule of this file. Remove the rule itself.`;
  const elsewhere = shipped.find((rule) => rule.id === id);
  if (elsewhere !== undefined)
    return `${id} is not in force, because the file does not extend its preset (${elsewhere.presets?.join(", ")}). Remove it here.`;
  const ids = shipped.map((rule) => rule.id);
  return `no shipped rule is named ${JSON.stringify(id)}.${didYouMean(id, ids)} driftcheck rules lists them`;
}
