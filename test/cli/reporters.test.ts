// Several reports of one check: each to its own place, whole or not at all, and what can't be is refused before anything is read.

import { describe, expect, test } from "vitest";
import { driftcheck, expectRefusal, type RunOptions, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";

const folder = useFolder();
const run = (args: readonly string[], options: RunOptions = {}) => driftcheck(args, { cwd: folder().path, ...options });
const to = (...reporters: readonly string[]) => reporters.flatMap((each) => ["--reporter", each]);

async function sides(): Promise<readonly string[]> {
  await folder().write("declared.sql", "CREATE TABLE t (\n  a int,\n  b int\n);");
  await folder().write("live.sql", "CREATE TABLE t (a int, b text);");
  return ["--declared", "declared.sql", "--live", "live.sql"];
}

describe("several reporters", () => {
  test("one on stdout, the others each in its file", async () => {
    const ran = await run([...(await sides()), ...to("text", "json=drift.json", "text=drift.txt")]);
    expect([ran.code, ran.stderr]).toEqual([1, ""]);
    expect(ran.stdout).toContain("1 drift: 1 changed");
    expect(await folder().read("drift.txt")).toBe(ran.stdout);
    const { drift } = reportOf(await folder().read("drift.json"));
    expect(drift.map(({ id }) => id)).toEqual(["column:public.t.b"]);
    expect((await folder().list()).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("files alone leave stdout empty; --output takes the one without a file; - is stdout", async () => {
    const files = await run([...(await sides()), ...to("text=only.txt")]);
    expect([files.code, files.stdout]).toEqual([1, ""]);
    const output = await run([...(await sides()), ...to("json", "text=beside.txt"), "--output", "out.json"]);
    expect([output.code, output.stdout]).toEqual([1, ""]);
    expect(reportOf(await folder().read("out.json")).outcome).toBe("drift");
    expect(await folder().read("beside.txt")).toBe(await folder().read("only.txt"));
    const dash = await run([...(await sides()), ...to("json=-")]);
    expect(reportOf(dash.stdout).outcome).toBe("drift");
    expect(await run([...(await sides()), ...to("json"), "--output", "-"])).toEqual(dash);
    expect(await folder().list()).not.toContain("-");
  });

  test("an environment of driftcheck.yaml names one or more, relative to the file; the command line overrides them", async () => {
    await sides();
    const common = "declared: ../declared.sql, live: ../live.sql";
    await folder().write(
      "ci/driftcheck.yaml",
      `environments:\n  one: { ${common}, reporter: json }\n  more: { ${common}, reporter: [text, json=in-ci.json] }\n`,
    );
    const config = ["--config", "ci/driftcheck.yaml", "--env"];
    const one = await run([...config, "one"]);
    expect(reportOf(one.stdout).outcome).toBe("drift");
    const more = await run([...config, "more"]);
    expect(more.stdout).toContain("1 drift");
    expect(reportOf(await folder().read("ci/in-ci.json")).outcome).toBe("drift");
    const given = await run([...config, "one", ...to("text")]);
    expect(given.stdout).toBe(more.stdout);
  });

  const refused: readonly [string, readonly string[], ...(string | RegExp)[]][] = [
    ["two to stdout", to("text", "json"), "text and json would both go to stdout", "--reporter json=FILE"],
    ["two to one file", to("text=a", "json=./a"), "text and json would both be written to ./a"],
    ["one file by --output", [...to("text", "json=a"), "--output", "a"], "would both be written to a"],
    ["--output that nobody needs", [...to("json=a"), "--output", "b"], "--output b: each --reporter names its file"],
    ["no such reporter", to("jsn=a"), "--reporter jsn=a: unknown reporter. Did you mean json?", "text, json"],
    ["no file's name", to("json="), "--reporter json=: the file name is empty. Is a variable unset?"],
    ["no folder", to("json=none/a.json"), "cannot write none/a.json: the folder does not exist"],
    ["a file as a folder", to("json=nothing.sql/a"), "cannot write nothing.sql/a: its folder is a file"],
  ];
  test.each(refused)("%s is refused before a side is read", async (_, args, ...parts) => {
    await folder().write("nothing.sql", "");
    expectRefusal(await run(["--declared", "nothing.sql", "--live", "nothing.sql", ...args]), ...parts);
  });

  test("a mistake in driftcheck.yaml names the key", async () => {
    for (const [reporter, problem] of [
      ["jsn", /environments\.e\.reporter: "jsn": unknown reporter\. Did you mean json\?/],
      ["[]", /environments\.e\.reporter: is empty/],
      ["[text, 1]", /environments\.e\.reporter: must be text/],
    ] as const) {
      await folder().write("bad.yaml", `environments: { e: { declared: a.sql, reporter: ${reporter} } }`);
      expectRefusal(await run(["--config", "bad.yaml", "--env", "e"]), problem);
    }
  });

  test("what can't be written is exit code 2, and the other reports are there", async () => {
    await folder().write("taken/inside", "");
    const ran = await run([...(await sides()), ...to("text", "json=taken", "text=kept.txt")]);
    expect([ran.code, ran.stderr]).toEqual([2, "driftcheck: cannot write taken: it is a folder\n"]);
    expect(await folder().read("kept.txt")).toBe(ran.stdout);
  });
});
