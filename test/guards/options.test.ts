// Every option stands in the table, and nowhere else; each that stands there is taken and used. UPDATE_DOCS=1 writes
// docs/options.md anew.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../../src/cli/program.ts";
import { loadEnvironment } from "../../src/config/load.ts";
import { comparing, type OptionEntry } from "../../src/config/options/option.ts";
import { camelCase, optionGroups, options } from "../../src/config/options/table.ts";
import { optionTables } from "./options-page.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "driftcheck-options-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cli = readdirSync(join(root, "src/cli")).map(
  (name) => [name, readFileSync(join(root, "src/cli", name), "utf8")] as const,
);
const entries = Object.entries(options) as [string, OptionEntry][];
const commands = [...new Set(entries.flatMap(([, entry]) => entry.commands))];

async function help(...command: readonly string[]): Promise<string> {
  const out: string[] = [];
  await run(["node", "driftcheck", ...command, "--help"], { out: (text) => out.push(text), err: () => {} });
  return out.join("");
}

const listed = (text: string) => [...text.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, name]) => name).sort();

test.each([...commands, "kinds", "completion"])(
  "driftcheck %s takes the options that the table has for it",
  async (command) => {
    const wanted = entries.filter(
      ([, { commands: of, form }]) => of.some((each) => each === command) && form !== "scope",
    );
    expect(listed(await help(...command.split(" ")))).toEqual([...wanted.map(([name]) => name), "help"].sort());
  },
);

test("each command is one of the program", async () => {
  const own = [...(await help()).matchAll(/^ {2}([a-z]+)(?: <\w+>)? {2,}/gm)].map(([, name]) => name);
  expect(own.sort()).toEqual(
    [...new Set([...commands.map((name) => name.split(" ")[0]), "help", "kinds", "completion"])].sort(),
  );
});

test("options are added from the table alone", () => {
  const adding = cli.filter(([, text]) => /\.(?:option|requiredOption|addOption)\(|new Option\(/.test(text));
  expect(adding.map(([name]) => name)).toEqual(["options.ts"]);
});

test("each option has one entry, is taken by a command, and is used", () => {
  const names = Object.values(optionGroups).flatMap((group) => Object.keys(group));
  expect(new Set(names).size).toBe(names.length);
  expect(entries.filter(([, entry]) => entry.commands.length === 0).map(([name]) => name)).toEqual([]);
  const using = cli.filter(([name]) => name !== "options.ts").map(([, text]) => text);
  const isUsed = ([name]: [string, OptionEntry]) =>
    using.some((text) => new RegExp(`\\b${camelCase(name.replace(/^no-/, ""))}\\b`).test(text));
  expect(entries.filter((each) => !isUsed(each)).map(([name]) => name)).toEqual([]);
});

test("driftcheck --help fits one screen, and each line of help its line", async () => {
  const lines = (await help()).trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(lines.filter((line) => line.length > 84)).toEqual([]);
  expect(entries.filter(([, entry]) => /\n|\.$/.test(entry.help)).map(([name]) => name)).toEqual([]);
});

test("driftcheck.yaml takes each option as the table spells it", async () => {
  const file = join(folder, "driftcheck.yaml");
  const inFile = entries.filter(([, entry]) => entry.inFile !== undefined);
  const lines = inFile.map(([name, entry]) => `    ${name}: ${entry.inFile}`);
  writeFileSync(file, `environments:\n  one:\n${lines.join("\n")}\n`);
  const environment = await loadEnvironment(file, "one");
  expect(Object.keys(environment).sort()).toEqual(inFile.map(([name]) => camelCase(name)).sort());
});

test("docs/options.md has every option, and an example that is read", async () => {
  const file = join(root, "docs/options.md");
  const page = readFileSync(file, "utf8");
  const example = join(folder, "example.yaml");
  writeFileSync(example, /```yaml\n([^`]*)```/.exec(page)?.[1] ?? "");
  expect(await loadEnvironment(example, "legacy")).toMatchObject({ mapSchema: new Map([["shop", "public"]]) });
  const [start, end] = ["<!-- options -->\n", "<!-- /options -->"];
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)];
  expect(to).toBeGreaterThanOrEqual(from);
  const wanted = `\n${optionTables()}\n\n`;
  if (process.env.UPDATE_DOCS) writeFileSync(file, page.slice(0, from) + wanted + page.slice(to));
  else expect(page.slice(from, to)).toBe(wanted);
  for (const command of comparing) expect(page).toContain(`\`${command}\``);
});
