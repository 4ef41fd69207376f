// Under GitHub Actions a check also writes annotations and the step's summary: never on stdout, and never a reason to fail.

import { beforeAll, describe, expect, test } from "vitest";
import { commandIn } from "../reporters/runner.ts";
import { driftcheck, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";

const folder = useFolder();
const sides = ["--declared", "declared.sql", "--live", "live.sql"];
const onGithub = { GITHUB_ACTIONS: "true" };

const run = (args: readonly string[], env: Readonly<Record<string, string>>, cwd = folder().path) =>
  driftcheck([...sides, ...args], { cwd, env });

const commandsOf = (text: string) => text.split("\n").flatMap((line) => commandIn(line) ?? []);

beforeAll(async () => {
  for (const at of ["", "service/"]) {
    await folder().write(`${at}declared.sql`, "CREATE TABLE t (\n  a int,\n  password text\n);");
    await folder().write(`${at}live.sql`, "CREATE TABLE t (a int, password int);");
    await folder().write(`${at}same.sql`, "CREATE TABLE t (a int, password text);");
  }
  await folder().write(".git/HEAD", "ref: refs/heads/main\n");
});

describe("GITHUB_ACTIONS=true", () => {
  test("annotations go to stderr, the summary to its file, and stdout is what was asked for", async () => {
    const summary = await folder().write("summary.md", "What another step wrote.\n");
    const ran = await run(["--reporter", "json"], { ...onGithub, GITHUB_STEP_SUMMARY: summary });
    expect(ran.code).toBe(1);
    expect(reportOf(ran.stdout).drift.length).toBe(1);
    const message =
      "column public.t.password: type is declared text, but live integer. The live column is not text. It refuses strings that are not values of its type.";
    expect(commandsOf(ran.stderr)).toEqual([
      {
        name: "error",
        properties: { file: "declared.sql", line: "3", title: "public.t: column password differs" },
        data: message,
      },
    ]);
    const written = await folder().read("summary.md");
    expect(written).toMatch(/^What another step wrote\.\n<!-- driftcheck -->\n### driftcheck: 1 drift\n/);
    expect(written).toContain("`column password` `type` is declared `text`, but live `integer` (`declared.sql:3`)");
  });

  test("in a folder of the repository, files are named from its root", async () => {
    const ran = await run(["--reporter", "sarif"], onGithub, folder().at("service"));
    expect(commandsOf(ran.stderr)[0]?.properties.file).toBe("service/declared.sql");
    const [result] = JSON.parse(ran.stdout).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("service/declared.sql");
  });

  test("what was asked for by name is not told twice; no drift is no annotation", async () => {
    const asked = await run(["--reporter", "github"], onGithub);
    expect([commandsOf(asked.stdout).length, asked.stderr]).toEqual([1, ""]);
    const summary = await folder().write("clean.md", "");
    const clean = await driftcheck(["--declared", "declared.sql", "--live", "same.sql"], {
      cwd: folder().path,
      env: { ...onGithub, GITHUB_STEP_SUMMARY: summary },
    });
    expect([clean.code, clean.stderr]).toEqual([0, ""]);
    expect(await folder().read("clean.md")).toContain("### driftcheck: no drift\n");
  });

  test("a summary that can't be written is told, and the check's answer is what it was", async () => {
    const ran = await run([], { ...onGithub, GITHUB_STEP_SUMMARY: folder().at("none/summary.md") });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("driftcheck: cannot write the step summary: no such file or folder\n");
  });

  test("the summary stays within GitHub's limit, with what is there already", async () => {
    const summary = await folder().write("full.md", "x".repeat(1024 * 1024 - 300));
    await run([], { ...onGithub, GITHUB_STEP_SUMMARY: summary });
    const text = await folder().read("full.md");
    expect(text.length).toBeLessThanOrEqual(1024 * 1024);
    expect(text).toContain("### driftcheck: 1 drift\n");
  });
});

test("--no-github writes neither, --github both wherever it runs, and an environment may say so", async () => {
  const off = await run(["--no-github"], onGithub);
  expect([off.code, off.stderr]).toEqual([1, ""]);
  expect((await run([], {})).stderr).toBe("");
  expect(commandsOf((await run(["--github"], {})).stderr).length).toBe(1);
  await folder().write(
    "driftcheck.yaml",
    "environments: { e: { declared: declared.sql, live: live.sql, github: false } }",
  );
  const args = ["--env", "e"];
  const inFile = await driftcheck(args, { cwd: folder().path, env: onGithub });
  expect([inFile.code, inFile.stderr]).toEqual([1, ""]);
});
