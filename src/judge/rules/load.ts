// Reads a rule file. Every mistake in it is refused with the file, the rule's id and the field.

import { pathToFileURL } from "node:url";
import type { AttributeValue } from "../../catalog/catalog.ts";
import type { DriftType } from "../../catalog/drift.ts";
import { RuleError } from "../../errors.ts";
import { Check, type Fields, isAttributeValue, isFields, unknown } from "../../input/fields.ts";
import { readMapping } from "../../input/yaml.ts";
import { kindNamed, kinds } from "../../kinds/registry.ts";
import { describe, mayBeAbout } from "../equivalence.ts";
import { equivalenceNamed, equivalences } from "../equivalences/registry.ts";
import { presetFile, readShipped, ruleFile } from "../shipped.ts";
import { debtFields, debtOf } from "./debt.ts";
import { disabledIds } from "./disable.ts";
import { checkExtends, defaultPreset, presetsOfRule, rulesOfPresets } from "./presets.ts";
import type { Example, Match, Rule } from "./rule.ts";

/** Every shipped rule, those too that are in force only where a project asks for their preset. */
export async function loadShipped(): Promise<Rule[]> {
  const name = "the shipped presets";
  return rulesOf(checkedFile(await readShipped(presetFile, name), name), name, true);
}

/**
 * The shipped rules of these presets; of the safe ones by default.
 * @throws RuleError where there is no such preset
 */
export async function loadPreset(names: readonly string[] = [defaultPreset]): Promise<Rule[]> {
  checkExtends(names, (problem) => {
    throw new RuleError(`presets: ${problem}`);
  });
  return rulesOfPresets(await loadShipped(), names);
}

/**
 * A project's own rules, first those of the presets that the file extends: `extends: default`, `extends: [django, cosmetic]`.
 * @throws RuleError naming the file, the rule and the field
 */
export async function loadRules(file: string): Promise<Rule[]> {
  if (pathToFileURL(file).href === presetFile.href) return loadPreset();
  const content = checkedFile(await readMapping(file, file, ruleFile), file);
  const own = rulesOf(content, file, false);
  const all = [...(await shippedFor(content, own, file)), ...own];
  const seen = new Set<string>();
  for (const { id } of all) {
    if (seen.has(id)) throw new RuleError(`${file}: rule ${id}: field id: two rules have this id. Rename one.`);
    seen.add(id);
  }
  return all;
}

/** The shipped rules that a project's file extends, those that it disables marked as such. */
async function shippedFor(content: Fields, own: readonly Rule[], file: string): Promise<Rule[]> {
  const words = extendedBy(content);
  if (words === undefined) return [];
  const shipped = await loadShipped();
  const extended = rulesOfPresets(shipped, words);
  const disabled = disabledIds(content.disable, { shipped, extended, own }, new Check(file, "the file"));
  return extended.map((rule) => (disabled.has(rule.id) ? { ...rule, disabledIn: file } : rule));
}

/** A file that only disables rules disables them of the default; one with rules alone stands alone. */
function extendedBy({ extends: words, rules, disable }: Fields): string[] | undefined {
  if (words !== undefined) return [words].flat().map(String);
  return rules === undefined && disable !== undefined ? [defaultPreset] : undefined;
}

function checkedFile(content: Fields, name: string): Fields {
  const check = new Check(name, "the file");
  check.onlyFields(content, ["extends", "disable", "rules"]);
  checkExtends(content.extends, (problem) => check.fail("extends", problem));
  const { extends: words, rules, disable } = content;
  if (words === undefined && rules === undefined && disable === undefined) check.fail("rules", "is missing");
  if (disable !== undefined && rules !== undefined && words === undefined)
    check.fail("disable", `no shipped rule is in force here. Add extends: ${defaultPreset} or remove the field.`);
  return content;
}

function rulesOf(content: Fields, file: string, preset: boolean): Rule[] {
  const list = content.rules ?? [];
  if (!Array.isArray(list)) throw new RuleError(`${file}: field rules: must be a list`);
  return list.map((item: unknown, at) => rule(item, at, file, preset));
}

const ruleFields = ["id", "summary", "presets", "evidence", "lenient", ...debtFields, "match", "examples"];

function rule(item: unknown, at: number, file: string, preset: boolean): Rule {
  if (!isFields(item)) throw new RuleError(`${file}: rule ${at + 1}: must be a mapping`);
  const check = new Check(file, `rule ${typeof item.id === "string" ? item.id : at + 1}`);
  check.onlyFields(item, ruleFields);
  const id = check.text(item, "id");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) check.fail("id", "must be lower-case words joined by hyphens");
  const evidence = check.optionalText(item, "evidence");
  const debt = debtOf(item, check);
  if (preset ? evidence === undefined : debt.reason === undefined)
    check.fail(preset ? "evidence" : "reason", "is missing");
  if (item.lenient !== undefined && item.lenient !== true) check.fail("lenient", "must be true");
  const ofPresets = presetsOfRule(item.presets, preset, (problem) => check.fail("presets", problem));
  return {
    id,
    summary: preset ? check.text(item, "summary") : (check.optionalText(item, "summary") ?? debt.reason ?? ""),
    match: match(item.match, check),
    examples: examples(item.examples, check, preset),
    preset,
    ...(ofPresets !== undefined && { presets: ofPresets }),
    ...(evidence !== undefined && { evidence }),
    ...(item.lenient === true && { lenient: true }),
    ...debt,
  };
}

const driftTypes: readonly DriftType[] = ["missing", "unexpected", "changed"];

function match(fields: unknown, check: Check): Match {
  if (!isFields(fields)) check.fail("match", fields === undefined ? "is missing" : "must be a mapping");
  check.onlyFields(fields, ["kind", "type", "attribute", "id", "equivalence"], "match.");
  const kind = check.optionalText(fields, "kind", "match.");
  const type = check.optionalText(fields, "type", "match.");
  const attribute = check.optionalText(fields, "attribute", "match.");
  const equivalence = check.optionalText(fields, "equivalence", "match.");
  const id = globs(fields.id, check);
  const kindOfRule = kind === undefined ? undefined : kindNamed(kind);
  if (kind !== undefined && kindOfRule === undefined)
    check.fail(
      "match.kind",
      unknown(
        kind,
        kinds.map(({ name }) => name),
      ),
    );
  const driftType = driftTypes.find((each) => each === type);
  if (type !== undefined && driftType === undefined) check.fail("match.type", unknown(type, driftTypes));
  if (attribute !== undefined) checkAttribute(attribute, kindOfRule === undefined ? kinds : [kindOfRule], check);
  const about = {
    ...(kind !== undefined && { kind }),
    ...(driftType !== undefined && { type: driftType }),
    ...(attribute !== undefined && { attribute }),
  };
  if (equivalence !== undefined) checkEquivalence(equivalence, about, check);
  if (Object.keys(fields).length === 0)
    check.fail("match", "is empty and would ignore every drift. Name a kind, type, attribute or id.");
  return {
    ...about,
    ...(id !== undefined && { id }),
    ...(equivalence !== undefined && { equivalence }),
  };
}

function checkAttribute(attribute: string, of: readonly { attributes: object }[], check: Check): void {
  const names = [...new Set(["name", ...of.flatMap(({ attributes }) => Object.keys(attributes))])];
  if (!names.includes(attribute)) check.fail("match.attribute", unknown(attribute, names));
}

/** A rule whose equivalence could only ever decline is a mistake; where it is about more, the equivalence declines the rest. */
function checkEquivalence(name: string, about: Match, check: Check): void {
  const equivalence = equivalenceNamed(name);
  const names = equivalences.map((each) => each.name);
  if (equivalence === undefined) check.fail("match.equivalence", unknown(name, names));
  if (!mayBeAbout(equivalence, about))
    check.fail(
      "match.equivalence",
      `${name} applies only to ${describe(equivalence)}, and this match selects other drift`,
    );
}

function globs(value: unknown, check: Check): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) check.fail("match.id", "is empty");
  return list.map((glob) =>
    typeof glob === "string" ? glob : check.fail("match.id", "must be a glob for object ids, or a list of globs"),
  );
}

function examples(value: unknown, check: Check, required: boolean): Example[] {
  if (value === undefined && !required) return [];
  if (!Array.isArray(value)) check.fail("examples", value === undefined ? "is missing" : "must be a list");
  const list = value.map((item: unknown): Example => {
    if (!isFields(item)) check.fail("examples", "each must be a mapping");
    check.onlyFields(item, ["declared", "live", "ignored"], "examples.");
    if (typeof item.ignored !== "boolean") check.fail("examples.ignored", "must be true or false");
    return {
      declared: exampleValue(item.declared, check),
      live: exampleValue(item.live, check),
      ignored: item.ignored,
    };
  });
  for (const ignored of [true, false]) {
    if (required && !list.some((each) => each.ignored === ignored))
      check.fail("examples", `must contain one with ignored: ${ignored}`);
  }
  return list;
}

function exampleValue(value: unknown, check: Check): AttributeValue | null {
  if (value === null || isAttributeValue(value)) return value;
  return check.fail("examples", "declared and live must be values of an attribute, or SQL");
}
