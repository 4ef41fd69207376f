// Presets compose: a project extends those that it wants, and `default` is all of them but the cosmetic one.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadPreset, loadRules, loadShipped } from "../../src/judge/rules/load.ts";
import { presetNames, presets, presetsMeant } from "../../src/judge/rules/presets.ts";
import type { Rule } from "../../src/judge/rules/rule.ts";
import { useEmbedded } from "../support/pglite.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-presets-"));
afterAll(() => rmSync(folder, { recursive: true }));
const read = useEmbedded();

const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);

async function rulesOf(content: string): Promise<Rule[]> {
  const file = join(folder, "rules.yaml");
  writeFileSync(file, content);
  return loadRules(file);
}

test("every preset has rules, and every shipped rule is of one", async () => {
  const shipped = await loadShipped();
  for (const { name } of presets) expect(ids(await loadPreset([name])), name).not.toEqual([]);
  expect(ids(await loadPreset(presetNames))).toEqual(ids(shipped));
});

test("default is what needs no asking for", async () => {
  const safe = presets.filter((preset) => preset.safe).map(({ name }) => name);
  expect(ids(await loadPreset())).toEqual(ids(await loadPreset(safe)));
  expect(ids(await loadPreset())).not.toContain("comments");
  expect([...presetsMeant(["default"])]).not.toContain("cosmetic");
});

test("a project extends one, several or none", async () => {
  expect(ids(await rulesOf("extends: default"))).toEqual(ids(await loadPreset()));
  const several = ids(await rulesOf("extends: [migration-tables, cosmetic]"));
  expect(several).toContain("migration-tables");
  expect(several).toContain("comments");
  expect(several).toContain("respelled-expression");
  expect(several).not.toContain("timestamptz-for-datetime");
  expect(ids(await rulesOf("extends: [default, cosmetic]"))).toEqual(ids(await loadShipped()));
  expect(await rulesOf("rules: []")).toEqual([]);
});

test("a mistyped preset is answered with the nearest", async () => {
  await expect(rulesOf("extends: [default, sqlalchmy]")).rejects.toThrow(
    'field extends: no preset is named "sqlalchmy". Did you mean sqlalchemy?',
  );
});

// What pgloader lost is never noise. A team may live with it all the same: column by column, with a reason.
test("a team accepts losses for the columns that it names, and for no others", async () => {
  const rules = await rulesOf(`
extends: default
rules:
  - id: titles-of-any-length
    reason: The forms limit titles to 80 letters; the table was moved from SQLite and need not.
    match: { kind: column, type: changed, attribute: type, id: ["column:public.*.title"] }
`);
  const declared = "CREATE TABLE posts (title varchar(80), slug varchar(80)); CREATE TABLE pages (title varchar(80));";
  const live = "CREATE TABLE posts (title text, slug text); CREATE TABLE pages (title text);";
  const judged = await applyRules(await compare(await read(declared), await read(live)), rules, "2026-01-01");
  expect(judged.ignored.map(({ id, rule }) => [id, rule])).toEqual([
    ["column:public.pages.title", "titles-of-any-length"],
    ["column:public.posts.title", "titles-of-any-length"],
  ]);
  expect(judged.drift.map(({ id }) => id)).toEqual(["column:public.posts.slug"]);
});
