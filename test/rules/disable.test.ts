// Any one shipped rule can be switched off, and a word that switches nothing off is refused.

import { beforeAll, describe, expect, test } from "vitest";
import { loadPreset, loadRules } from "../../src/judge/rules/load.ts";
import { driftcheck, useFolder } from "../support/cli.ts";

const folder = useFolder();
const rulesOf = async (content: string) => loadRules(await folder().write("rules.yaml", content));
const disabled = async (content: string) =>
  (await rulesOf(content)).flatMap(({ id, disabledIn }) => (disabledIn === undefined ? [] : [id]));

describe("disable", () => {
  test.each([
    ["extends: default\ndisable: [restrict-on-delete]", ["restrict-on-delete"]],
    [
      "extends: [django, pgloader-mysql]\ndisable: [restrict-on-delete, widened-integer]",
      ["restrict-on-delete", "widened-integer"],
    ],
    ["extends: cosmetic\ndisable: comments\nrules: []", ["comments"]],
    ["disable: restrict-on-delete", ["restrict-on-delete"]],
  ])("%s", async (content, ids) => {
    expect((await disabled(content)).sort()).toEqual([...ids].sort());
  });

  test("a file that has nothing else extends the default", async () => {
    const ids = (await rulesOf("disable: [restrict-on-delete]")).map(({ id }) => id);
    expect(ids).toEqual((await loadPreset()).map(({ id }) => id));
  });

  test.each([
    [
      "extends: default\ndisable: [restrict-on-delte]",
      'no shipped rule is named "restrict-on-delte". Did you mean restrict-on-delete?',
    ],
    [
      "extends: default\ndisable: [nothing-like-that]",
      'no shipped rule is named "nothing-like-that". driftcheck rules lists them',
    ],
    ["extends: default\ndisable: [widened-integer, widened-integer]", "widened-integer is listed twice"],
    [
      "extends: default\ndisable: [comments]",
      "comments is not in force, because the file does not extend its preset (cosmetic)",
    ],
    ["extends: default\ndisable: []", "is empty"],
    ["extends: default\ndisable: [1]", "must be a rule id or a list of rule ids"],
    ["extends: default\ndisable: {}", "must be a rule id or a list of rule ids"],
    ["rules: []\ndisable: [widened-integer]", "no shipped rule is in force here. Add extends: default"],
    [
      "extends: default\ndisable: [ours]\nrules: [{ id: ours, reason: r, match: { kind: table } }]",
      "ours is a rule of this file. Remove the rule itself",
    ],
  ])("refuses %s", async (content, problem) => {
    await expect(rulesOf(content)).rejects.toThrow(`rules.yaml: the file: field disable: ${problem}`);
  });
});

describe("what a disabled rule would have ignored", () => {
  const run = (...args: readonly string[]) =>
    driftcheck([...args, "--declared", "a.sql", "--live", "b.sql", "--rules", "own.yaml"], { cwd: folder().path });
  beforeAll(async () => {
    const key = (action: string) => `CREATE TABLE p (id int PRIMARY KEY);
      CREATE TABLE c (id int PRIMARY KEY, p int, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p ${action});`;
    await folder().write("a.sql", key(""));
    await folder().write("b.sql", key("ON DELETE RESTRICT"));
    await folder().write("own.yaml", "extends: default\ndisable: [restrict-on-delete]\n");
  });

  test("is drift, and the report says which rule is off and where", async () => {
    const text = await run("check");
    expect(text.code).toBe(1);
    expect(text.stdout).toContain("onDelete");
    expect(text.stdout).toContain("\nDisabled in own.yaml: restrict-on-delete.\n");
    const report = JSON.parse((await run("check", "--reporter", "json")).stdout);
    expect(report.disabledRules).toEqual([{ rule: "restrict-on-delete", in: "own.yaml" }]);
    expect(report.ignored).toEqual([]);
  });

  test("is explained, and listed", async () => {
    expect((await run("explain", "fk")).stdout).toContain(
      "    restrict-on-delete: would ignore this, but is disabled in own.yaml\n",
    );
    const listed = await driftcheck(["rules", "--rules", "own.yaml"], { cwd: folder().path });
    expect(listed.stdout).toMatch(/^restrict-on-delete \(disabled in own\.yaml, preset /m);
    expect((await run("rules")).stdout).toMatch(/^restrict-on-delete [\s\S]*?\n {2}disabled\n/m);
  });
});
