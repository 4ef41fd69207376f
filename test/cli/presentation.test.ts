// How much of a report is printed, in which colour, and what makes it fail.

import { beforeAll, describe, expect, test } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const folder = useFolder();
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  driftcheck(["--declared", "declared.sql", "--live", "live.sql", ...args], { cwd: folder().path, env });

beforeAll(async () => {
  await folder().write("declared.sql", "CREATE TABLE t (a int, b text);");
  await folder().write("live.sql", "CREATE TABLE t (a int, b int);");
});

const sequence = "\u001b[";

describe("what is printed", () => {
  test("the verdict and the counts alone, or nothing", async () => {
    const brief = await run(["--summary"]);
    expect(brief.code).toBe(1);
    expect(brief.stdout).toMatch(/^1 drift: 1 changed\.\n\n {2}1 {2}public\.t {2}1 changed\n/);
    expect(brief.stdout).not.toContain("column:public.t.b");
    expect(await run(["--quiet"])).toEqual({ code: 1, stdout: "", stderr: "" });
    await run(["--quiet", "--reporter", "text=kept.txt"]);
    expect(await folder().read("kept.txt")).toContain("column:public.t.b");
    expectRefusal(await run(["--quiet", "--summary"]), "--summary and --quiet contradict each other");
  });

  test("in colour where that is asked for, and not into a file", async () => {
    expect((await run([])).stdout).not.toContain(sequence);
    expect((await run(["--color", "always"])).stdout).toContain(sequence);
    expect((await run([], { FORCE_COLOR: "1" })).stdout).toContain(sequence);
    expect((await run([], { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).not.toContain(sequence);
    await run(["--color", "always", "--output", "plain.txt"]);
    expect(await folder().read("plain.txt")).not.toContain(sequence);
    expectRefusal(await run(["--color", "alway"]), "--color alway is unknown. Did you mean always?");
  });
});

describe("--fail-on", () => {
  test.each([
    ["changed", 1],
    ["missing,unexpected", 0],
    ["semantic", 1],
    ["review", 0],
    ["changed, semantic", 1],
    ["data", 0],
  ])("%s ends with %i", async (list, code) => {
    expect((await run(["--fail-on", list])).code).toBe(code);
  });

  test("stands in driftcheck.yaml too, and is refused where it names nothing", async () => {
    const sides = "declared: declared.sql, live: live.sql";
    await folder().write("driftcheck.yaml", `environments:\n  one: { ${sides}, fail-on: [missing] }\n`);
    expect((await driftcheck(["--env", "one"], { cwd: folder().path })).code).toBe(0);
    await folder().write("driftcheck.yaml", `environments:\n  one: { ${sides}, fail-on: [mising] }\n`);
    expectRefusal(
      await driftcheck(["--env", "one"], { cwd: folder().path }),
      'one.fail-on: "mising" is unknown. Did you mean missing?',
    );
    expectRefusal(await run(["--fail-on", "sematic"]), "--fail-on sematic is unknown. Did you mean semantic?");
  });
});
