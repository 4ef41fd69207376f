// Reads a rule file. Every mistake in it is refused with the file, the rule's id and the field.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { AttributeValue } from "../catalog/catalog.ts";
import type { DriftType } from "../catalog/drift.ts";
import { RuleError } from "../errors.ts";
import { kindNamed, kinds } from "../kinds/registry.ts";
import { equivalenceNamed, equivalences } from "./equivalences/registry.ts";
import type { Example, Match, Rule } from "./rule.ts";

/** The preset that is shipped with the package, in force by default. */
export const presetFile = new URL("../../ignore-rules.yaml", import.meta.url);

/** @throws RuleError */
export async function loadPreset(): Promise<Rule[]> {
  return rulesOf(await parseFile(presetFile, "the shipped preset"), "the shipped preset", true);
}

/**
 * A project's own rules, first those of the preset where the file says `extends: default`.
 * @throws RuleError naming the file, the rule and the field
 */
export async function loadRules(file: string): Promise<Rule[]> {
  if (pathToFileURL(file).href === presetFile.href) return loadPreset();
  const content = await parseFile(file, file);
  const own = rulesOf(content, file, false);
  const all = content.extends === undefined ? own : [...(await loadPreset()), ...own];
  const seen = new Set<string>();
  for (const { id } of all) {
    if (seen.has(id)) throw new RuleError(`${file}: rule ${id}: field id: there are two rules with this id`);
    seen.add(id);
  }
  return all;
}

type Fields = Readonly<Record<string, unknown>>;

async function parseFile(file: string | URL, name: string): Promise<Fields> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new RuleError(`cannot read the rule file ${name}: there is no such file, or no permission`);
  });
  const { parseDocument, visit } = await import("yaml");
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS")
    throw new RuleError(`${name}: holds several YAML documents; put all rules into one`);
  if (error !== undefined) throw new RuleError(`${name}: ${error.message.split("\n", 1)[0]?.replace(/:$/, "")}`);
  // Aliases could make a small file expand without bound.
  visit(document, {
    Alias: (_, { source }) => {
      throw new RuleError(`${name}: *${source}: YAML aliases are not supported; write the value out`);
    },
  });
  const content: unknown = document.toJS();
  if (!isFields(content)) throw new RuleError(`${name}: a rule file is a mapping with the field rules`);
  const check = new Check(name, "the file");
  check.onlyFields(content, ["extends", "rules"]);
  if (content.extends !== undefined && content.extends !== "default")
    check.fail("extends", `must be default, not ${show(content.extends)}`);
  if (content.extends === undefined && content.rules === undefined) check.fail("rules", "is missing");
  return content;
}

function rulesOf(content: Fields, file: string, preset: boolean): Rule[] {
  const list = content.rules ?? [];
  if (!Array.isArray(list)) throw new RuleError(`${file}: field rules: must be a list`);
  return list.map((item: unknown, at) => rule(item, at, file, preset));
}

class Check {
  readonly #file: string;
  readonly #subject: string;

  constructor(file: string, subject: string) {
    this.#file = file;
    this.#subject = subject;
  }

  fail(field: string, problem: string): never {
    throw new RuleError(`${this.#file}: ${this.#subject}: field ${field}: ${problem}`);
  }

  onlyFields(fields: Fields, known: readonly string[], path = ""): void {
    for (const name of Object.keys(fields)) {
      if (!known.includes(name)) this.fail(path + name, `is unknown; known are ${known.join(", ")}`);
    }
  }

  text(fields: Fields, name: string, path = ""): string {
    const value = fields[name];
    if (typeof value !== "string" || value.trim() === "")
      this.fail(path + name, value === undefined ? "is missing" : "must be text");
    return value;
  }

  optionalText(fields: Fields, name: string, path = ""): string | undefined {
    return fields[name] === undefined ? undefined : this.text(fields, name, path);
  }
}

const ruleFields = ["id", "summary", "evidence", "reason", "owner", "expires", "match", "examples"];

function rule(item: unknown, at: number, file: string, preset: boolean): Rule {
  if (!isFields(item)) throw new RuleError(`${file}: rule ${at + 1}: must be a mapping`);
  const check = new Check(file, `rule ${typeof item.id === "string" ? item.id : at + 1}`);
  check.onlyFields(item, ruleFields);
  const id = check.text(item, "id");
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) check.fail("id", "must be lower-case words joined by hyphens");
  const evidence = check.optionalText(item, "evidence");
  const reason = check.optionalText(item, "reason");
  const owner = check.optionalText(item, "owner");
  const expires = check.optionalText(item, "expires");
  if (preset ? evidence === undefined : reason === undefined) check.fail(preset ? "evidence" : "reason", "is missing");
  if (expires !== undefined && !isDate(expires))
    check.fail("expires", `must be a date as 2027-01-31, not ${show(expires)}`);
  return {
    id,
    summary: preset ? check.text(item, "summary") : (check.optionalText(item, "summary") ?? reason ?? ""),
    match: match(item.match, check),
    examples: examples(item.examples, check, preset),
    preset,
    ...(evidence !== undefined && { evidence }),
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
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
  const known = kind === undefined ? undefined : kindNamed(kind);
  if (kind !== undefined && known === undefined)
    check.fail(
      "match.kind",
      unknown(
        kind,
        kinds.map(({ name }) => name),
      ),
    );
  const driftType = driftTypes.find((each) => each === type);
  if (type !== undefined && driftType === undefined) check.fail("match.type", unknown(type, driftTypes));
  if (attribute !== undefined) checkAttribute(attribute, known === undefined ? kinds : [known], check);
  if (equivalence !== undefined && equivalenceNamed(equivalence) === undefined) {
    check.fail(
      "match.equivalence",
      unknown(
        equivalence,
        equivalences.map(({ name }) => name),
      ),
    );
  }
  if (Object.keys(fields).length === 0) check.fail("match", "is empty: it would ignore every drift");
  return {
    ...(kind !== undefined && { kind }),
    ...(driftType !== undefined && { type: driftType }),
    ...(attribute !== undefined && { attribute }),
    ...(id !== undefined && { id }),
    ...(equivalence !== undefined && { equivalence }),
  };
}

function checkAttribute(attribute: string, of: readonly { attributes: object }[], check: Check): void {
  const known = [...new Set(["name", ...of.flatMap(({ attributes }) => Object.keys(attributes))])];
  if (!known.includes(attribute)) check.fail("match.attribute", unknown(attribute, known));
}

function globs(value: unknown, check: Check): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) check.fail("match.id", "is empty");
  return list.map((glob) =>
    typeof glob === "string" ? glob : check.fail("match.id", "must be a glob over object ids, or a list of them"),
  );
}

function examples(value: unknown, check: Check, required: boolean): Example[] {
  if (value === undefined && !required) return [];
  if (!Array.isArray(value)) check.fail("examples", value === undefined ? "is missing" : "must be a list");
  const found = value.map((item: unknown): Example => {
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
    if (required && !found.some((each) => each.ignored === ignored))
      check.fail("examples", `needs one with ignored: ${ignored}`);
  }
  return found;
}

function exampleValue(value: unknown, check: Check): AttributeValue | null {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  return check.fail("examples", "declared and live must be values of an attribute, or SQL");
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript takes 2027-02-31 for the third of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10;
}

const show = (value: unknown) => JSON.stringify(value);
const unknown = (value: string, known: readonly string[]) => `${show(value)} is unknown; known are ${known.join(", ")}`;
