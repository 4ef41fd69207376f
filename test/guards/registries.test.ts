// One file plus one registry line adds a kind, source, model, migration tool, reporter or equivalence: a file whose line was
// forgotten is found here, and so is what another file says of one of them by its name.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { steps } from "../../src/compare/steps.ts";
import { planning } from "../../src/config/options/planning.ts";
import { ddl } from "../../src/ddl/registry.ts";
import { readMapping } from "../../src/input/yaml.ts";
import { equivalences } from "../../src/judge/equivalences/registry.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import { lossesFile, presetFile, ruleFile } from "../../src/judge/shipped.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { migrationTools, tableKeepers } from "../../src/migrations/registry.ts";
import { models } from "../../src/models/registry.ts";
import { planFormats } from "../../src/plan/formats/registry.ts";
import { reporters } from "../../src/reporters/registry.ts";
import { sources } from "../../src/sources/registry.ts";

const src = join(import.meta.dirname, "../../src");

/** Everything that the files of a folder export and that has these members. */
async function exported(folder: string, members: readonly string[]): Promise<unknown[]> {
  // A page's script runs in a browser alone.
  const names = readdirSync(join(src, folder), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.startsWith("html/page/"),
  );
  const modules = await Promise.all(
    names.map((name) => import(join(src, folder, name)) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value) => typeof value === "object" && value !== null && members.every((member) => member in value));
}

const registries: readonly [
  folder: string,
  members: readonly string[],
  registry: readonly { readonly name: string }[],
][] = [
  ["kinds", ["name", "query", "read"], kinds],
  ["sources", ["name", "locator", "open"], sources],
  ["reporters", ["name", "render"], reporters],
  ["judge/equivalences", ["name", "prove"], equivalences],
  ["compare", ["name", "run"], steps],
  ["models", ["name", "locator", "ddl"], models],
  ["migrations", ["name", "ownTables", "samples"], tableKeepers],
  ["migrations", ["name", "history", "recorded"], migrationTools],
];

test.each(registries)("every export of %s is registered once", async (folder, members, registry) => {
  const found = await exported(folder, members);
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(registry)).toEqual(new Set(found));
  expect(new Set(registry.map(({ name }) => name)).size).toBe(registry.length);
});

test("every kind has the file that writes it, and only kinds have one", async () => {
  const found = await exported("ddl/kinds", ["kind", "create", "drop"]);
  expect(new Set(ddl)).toEqual(new Set(found));
  expect(ddl.map(({ kind }) => kind)).toEqual(kinds.map(({ name }) => name));
  expect(readdirSync(join(src, "ddl/kinds"))).toHaveLength(kinds.length);
});

test("every step of a comparison says in one sentence why it is there, and in one what it never hides", () => {
  const isSentence = (text: string) => /^[A-Za-z].{20,160}\.$/.test(text) && !/\. [A-Z]/.test(text);
  expect(steps.flatMap(({ why, neverHides }) => [why, neverHides]).filter((text) => !isSentence(text))).toEqual([]);
});

test("every record that can be written is its tool's", async () => {
  const stampers = migrationTools.flatMap(({ stamper }) => stamper ?? []);
  expect(
    (await exported("migrations", ["create", "record"])).filter((each) => !stampers.includes(each as never)),
  ).toEqual([]);
});

// The presets of rules have names of their own, and people call some of them after a tool.
const namesPresets = ["judge/rules/presets.ts"];

test("only migrations/ and models/ name a migration tool or a model", () => {
  const names = new Set([
    ...tableKeepers.flatMap(({ name, title }) => [name, title]),
    ...models.map(({ name }) => name),
  ]);
  const elsewhere = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    // Which calls of a library take SQL is known where SQL is looked for in source, and how a tool's migration is written where a
    // plan is; its option names these, as the test below holds.
    (file) =>
      file.endsWith(".ts") &&
      !/^(?:migrations|models|audit\/source\/sinks|plan\/formats|config\/options\/planning)\b/.test(file) &&
      !namesPresets.includes(file),
  );
  const naming = elsewhere.flatMap((file) =>
    [...readFileSync(join(src, file), "utf8").matchAll(/"([^"\n]+)"/g)].flatMap(([, word = ""]) =>
      names.has(word) ? [`${file}: ${word}`] : [],
    ),
  );
  expect(naming).toEqual([]);
});

test("--format takes every format of a plan", () =>
  expect(planning.format.choices).toEqual(planFormats.map(({ name }) => name)));

test("every equivalence is used by the preset", async () => {
  const used = new Set((await loadShipped()).map(({ match }) => match.equivalence));
  expect(equivalences.filter(({ name }) => !used.has(name)).map(({ name }) => name)).toEqual([]);
});

test("what the build compiled of the shipped rules is what they say", async () => {
  for (const file of [presetFile, lossesFile]) {
    const compiled = join(src, "../dist", `${basename(file.pathname, ".yaml")}.json`);
    expect(JSON.parse(readFileSync(compiled, "utf8"))).toEqual(await readMapping(file, compiled, ruleFile));
  }
});
