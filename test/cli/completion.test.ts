// What a shell completes: commands, options, choices, and the ids of the last report, whatever names a database has.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { driftcheck, expectRefusal, program, useFolder } from "../support/cli.ts";

const folder = useFolder();
const scratch = mkdtempSync(join(tmpdir(), "completion-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const env = { DRIFTCHECK_CACHE_DIR: join(scratch, "cache") };
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path, env });
const words = async (...before: readonly string[]) =>
  (await run("__words", "--", ...before)).stdout.split("\n").filter((each) => each !== "");

beforeAll(async () => {
  await folder().write("a.sql", 'CREATE TABLE t (a int); CREATE TABLE "x $(touch pwned) y" (a int);');
  await folder().write("b.sql", 'CREATE TABLE t (a text); CREATE TABLE "x $(touch pwned) y" (a text);');
  await run("--declared", "a.sql", "--live", "b.sql");
});

describe("the words that are possible", () => {
  test("are commands, options, choices and ids", async () => {
    expect(await words("")).toEqual(expect.arrayContaining(["check", "explain", "snapshot"]));
    expect(await words("")).not.toContain("__words");
    expect(await words("check", "--dec")).toEqual(["--declared"]);
    expect(await words("--reporter", "js")).toEqual(["json"]);
    expect(await words("--declared", "")).toEqual([]);
    expect(await words("explain", "column:public.t")).toEqual(["column:public.t.a"]);
    expect(await words("completion", "")).toEqual(["bash", "zsh", "fish"]);
  });

  test("are none of another folder's report", async () => {
    const other = await driftcheck(["__words", "--", "explain", ""], { cwd: scratch, env });
    expect(other.stdout).toBe("");
  });
});

test("a shell that nobody knows is refused", async () => {
  expectRefusal(await run("completion", "bsh"), "completion bsh: the shell is unknown. Did you mean bash?");
});

const has = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;
if (!has("zsh") || !has("fish")) process.stderr.write("\n!! SKIPPED, zsh and fish where they are not installed\n\n");

describe.each(["bash", "zsh", "fish"].filter(has))("in %s", (shell) => {
  test("the script is one that it reads", async () => {
    const file = join(scratch, `script.${shell}`);
    writeFileSync(file, (await run("completion", shell)).stdout);
    expect(spawnSync(shell, ["-n", file], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });
});

test.runIf(has("bash"))("bash completes an id after its colon, and runs nothing of a name", async () => {
  const { stdout: script } = await run("completion", "bash");
  const completed = (line: string) =>
    spawnSync(
      "bash",
      [
        "-c",
        `${script}\nCOMP_LINE="$1" COMP_POINT=\${#1}; _driftcheck; printf '%s\\n' "\${COMPREPLY[@]}"`,
        "bash",
        line,
      ],
      {
        cwd: folder().path,
        encoding: "utf8",
        env: { ...process.env, ...env, PATH: `${scratch}:${process.env.PATH}` },
      },
    ).stdout;
  writeFileSync(join(scratch, "driftcheck"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, {
    mode: 0o755,
  });
  expect(completed("driftcheck explain column:public.t")).toBe("public.t.a\n");
  expect(completed("driftcheck explain column:")).toContain("\\$\\(touch");
  expect(await folder().list()).not.toContain("pwned");
});
