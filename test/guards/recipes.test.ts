// CONTRIBUTING's recipes are short, and one is followed to the letter in a copy of the source: its file and its line are enough for
// the command line, and the guard is red without the line.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasTurn } from "../support/sample.ts";
import { read, root } from "./pages.ts";

const recipes = new Map(
  read("CONTRIBUTING.md")
    .split(/^## Add an? /m)
    .slice(1)
    .map((text) => {
      const [name = "", ...lines] = (text.split(/^## /m)[0] ?? "").trim().split("\n");
      return [name, lines.filter((line) => line !== "")];
    }),
);

const things = ["kind", "option", "rule", "equivalence", "loss", "model", "migration tool", "reporter", "step"];

test("there is a recipe for each thing that can be added", () => {
  expect([...recipes.keys()]).toEqual(things);
});

test.each(things)("the recipe for a %s has at most eight lines", (name) => {
  expect(recipes.get(name)?.length).toBeGreaterThan(2);
  expect(recipes.get(name)?.length).toBeLessThanOrEqual(8);
});

describe("the recipe for a reporter, followed in a copy of the source", () => {
  const copy = mkdtempSync(join(tmpdir(), "driftcheck-recipe-"));
  const registry = join(copy, "src/reporters/registry.ts");
  beforeAll(() => {
    for (const name of ["src", "package.json", "ignore-rules.yaml", "snapshots", "test/guards"])
      cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    writeFileSync(join(copy, "vitest.config.mjs"), "export default {};\n");
    const code = (recipes.get("reporter") ?? []).flatMap((line) => /^\s*`(.*)`$/.exec(line)?.[1] ?? []);
    writeFileSync(join(copy, "src/reporters/brief.ts"), `${code.join("\n")}\n`);
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  test.runIf(hasTurn("the guard"))("the guard is red while the line in the registry is missing", () => {
    const { status, stderr } = guardOf("reporters");
    expect([status, stderr]).toEqual([1, expect.stringContaining("the number of drifts")]);
  });

  test.runIf(hasTurn("reporter"))(
    "with the line, --reporter offers it and the check prints what it renders",
    async () => {
      const text = readFileSync(registry, "utf8");
      const line = text.replace(/(reporters: [^=]*= \[)/, "$1brief, ");
      writeFileSync(registry, `import { brief } from "./brief.ts";\n${line}`);
      const { run } = (await import(join(copy, "src/cli/program.ts"))) as typeof import("../../src/cli/program.ts");
      const out: string[] = [];
      const snapshot = join(root, "snapshots/shop.yaml");
      const argv = ["node", "driftcheck", "check", "--declared", snapshot, "--live", snapshot, "--no-rules"];
      const streams = { out: (text: string) => out.push(text), err: (text: string) => out.push(text) };
      expect([await run([...argv, "--reporter", "brief"], streams), out.join("")]).toEqual([0, "0 drifts\n"]);
    },
  );

  function guardOf(folder: string) {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const only = ["--testTimeout", "60000", "-t", `every export of ${folder} `, "test/guards/registries.test.ts"];
    const env = { ...process.env, NO_COLOR: "1" };
    return spawnSync(process.execPath, [vitest, "run", "--root", copy, ...only], { cwd: copy, env, encoding: "utf8" });
  }
});
