// The gate: drift of environments, the audit and the project's own commands, each a line, and one exit code for all.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const folder = useFolder();
const gate = (...args: readonly string[]) => driftcheck(["gate", ...args], { cwd: folder().path });

const environments = `environments:
  same: { declared: model.yaml, live: model.yaml }
  moved: { declared: model.yaml, live: moved.yaml }
  gone: { declared: model.yaml, live: nowhere.yaml }
`;

const write = (text: string) => folder().write("driftcheck.yaml", `${environments}${text}`);

/** What a line of the text says of a step: the outcome, the name and the words, without the time. */
function linesOf(stdout: string): string[] {
  const [steps = ""] = stdout.split("\n\n");
  return steps
    .trim()
    .split("\n")
    .map((line) => line.replace(/ +/g, " ").replace(/\d+\.\d s /, ""));
}

/** Of the process whose id a file has: nothing where it is gone, and Z where nobody has asked how it ended. */
async function stateOf(name: string): Promise<string> {
  const pid = (await folder().read(name)).trim();
  return await promisify(execFile)("ps", ["-o", "stat=", "-p", pid]).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
}

beforeAll(async () => {
  await folder().write("model.yaml", writeSnapshot(catalogOf({ a: { type: "integer" }, b: { type: "text" } }), "m"));
  await folder().write("moved.yaml", writeSnapshot(catalogOf({ a: { type: "text" } }), "m"));
  await folder().write("app/a.py", `cur.execute("SELECT 1 FROM t LIMIT 2, 3")\ncur.execute("SELECT 1 AS one")\n`);
});

describe("the gate", () => {
  it("without its section checks every environment; what could not be told outweighs drift", async () => {
    await write("");
    const { code, stdout } = await gate();
    const [same, moved, gone = ""] = linesOf(stdout);
    expect([same, moved]).toEqual(["passed drift same no drift", "failed drift moved 2 drifts: 1 missing, 1 changed"]);
    expect(gone).toMatch(/^could not tell drift gone .*nowhere\.yaml/);
    expect(stdout).toContain("The gate is closed: 2 of 3 steps did not pass, or could not be told. To see more:\n");
    expect(stdout).toContain("  drift moved: driftcheck check --env moved\n");
    expect(code).toBe(2);
  });

  it("--only chooses by name, environment or sort, and refuses what is not there", async () => {
    await write("gate: { drift: [same, moved], commands: [{ name: tests, run: exit 0 }] }");
    expect((await gate("--only", "same,tests")).code).toBe(0);
    expect((await gate("--only", "drift")).code).toBe(1);
    const { code, stdout } = await gate("--only", "drift same");
    expect([code, linesOf(stdout)]).toEqual([0, ["passed drift same no drift"]]);
    expect(stdout).toContain("\nThe gate is open: 1 step passed.\n");
    expectRefusal(await gate("--only", "test"), "--only test: the gate has no such step", "tests");
  });

  it("runs the project's commands in its folder; what fails shows what it printed, made safe", async () => {
    await write(`gate:
  drift: []
  commands:
    - { name: good, run: test -f driftcheck.yaml && echo quiet }
    - { name: bad, run: "printf 'one\\\\n::error::x\\\\nPASSWORD=hunter2\\\\n'; exit 3" }
    - { name: none, run: no-such-program-anywhere }
    - { name: killed, run: kill -9 $$ }
`);
    const { code, stdout, stderr } = await gate();
    expect(linesOf(stdout)).toEqual([
      "passed good exit code 0",
      "failed bad exit code 3",
      "could not tell none the shell cannot run it: exit code 127",
      "could not tell killed ended by SIGKILL",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("bad | one\nbad | \\u{3a}:error::x\nbad | PASSWORD=…\n");
    expect(stderr).not.toContain("quiet");
    expect((await gate("--only", "good,bad")).code).toBe(1);
  });

  it("ends a command in time, with all that it started", async () => {
    await write(`gate:
  drift: []
  commands:
    - { name: slow, run: "sleep 1000 & echo $! > pid; wait", timeout: 1 }
    - { name: daemon, run: "sleep 1000 & echo $! > left; exit 0" }
`);
    const { code, stdout } = await gate();
    expect(linesOf(stdout)).toEqual(["could not tell slow did not end within 1 second", "passed daemon exit code 0"]);
    expect(code).toBe(2);
    for (const name of ["pid", "left"]) await expect.poll(() => stateOf(name), { timeout: 60_000 }).toMatch(/^(?:Z|$)/);
  });

  it("audits, and lists what is deferred with its owner and issue in the checklist of a release", async () => {
    const sides = ["--declared", "model.yaml", "--live", "moved.yaml"];
    await driftcheck(["baseline", ...sides, "--out", "baseline.yaml"], { cwd: folder().path });
    await folder().write(
      "driftcheck.yaml",
      `environments: { moved: { declared: model.yaml, live: moved.yaml, baseline: baseline.yaml } }
gate: { audit: { paths: [app] }, commands: [{ name: tests, run: exit 1 }] }`,
    );
    const before = await gate("--only", "audit");
    expect([before.code, linesOf(before.stdout)]).toEqual([1, ["failed audit 1 blocker in 1 file; 2 advisories"]]);
    await driftcheck(["audit", "app", "--accept"], { cwd: folder().path });
    const accepted = await folder().read("audit-allowlist.yaml");
    expectRefusal2(await gate("--only", "audit"));
    await folder().write(
      "audit-allowlist.yaml",
      accepted.replace(
        /reason: "?TODO"?/,
        "reason: The pager is rewritten in March\n    owner: web-team\n    issue: SHOP-12",
      ),
    );
    const { code, stdout } = await gate("--release");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^## driftcheck gate: 1 step of 3 not passed\n/);
    expect(stdout).toMatch(/^- \[x\] `drift moved` no drift; 2 drifts in the baseline\. \(\d+\.\d s\)$/m);
    expect(stdout).toMatch(/^- \[x\] `audit` 1 blocker in 1 file; none new; 2 advisories\. \(\d+\.\d s\)$/m);
    expect(stdout).toMatch(/^- \[ \] `tests` \*\*failed\*\* exit code 1\. \(\d+\.\d s\) See `exit 1`\.$/m);
    expect(stdout).toContain("### 3 findings deferred\n\n2 without an owner.\n");
    expect(stdout).toMatch(
      /^- \[ \] `app\/a\.py:1 [\w-]+`: owner `web-team`, issue `SHOP-12`\. The pager is rewritten in March\.$/m,
    );
    expect(stdout).toContain("- [ ] `drift moved: column public.users.a type`: no owner.");
  });

  /** One line of a step: the reason is still to be written. */
  function expectRefusal2({ code, stdout }: { readonly code: number | null; readonly stdout: string }): void {
    expect([code, linesOf(stdout)[0]]).toEqual([2, expect.stringMatching(/^could not tell audit .*TODO/)]);
  }

  it("--output writes what would be printed", async () => {
    await write("gate: { drift: [same] }");
    const { code, stdout } = await gate("--release", "--output", "release.md");
    expect([code, stdout]).toEqual([0, ""]);
    expect(await folder().read("release.md")).toMatch(/^## driftcheck gate: ready\n[\s\S]*Nothing is deferred\.\n$/);
  });
});

describe("what is wrong with the section is told in one line", () => {
  it.each([
    ["gate: []", /gate: must be a mapping/],
    ["gate: { drift: [stagin] }", /gate\.drift: "stagin" is no environment/],
    ["gate: { command: [] }", /gate\.command: is unknown/],
    ["gate: { commands: [] }", /gate\.commands: must be a list/],
    ["gate: { commands: [{ name: a }] }", /gate\.commands\.1\.run: must be text/],
    ["gate: { commands: [{ name: a, run: b }, { name: a, run: c }] }", /two steps are called "a"/],
    ["gate: { commands: [{ name: audit, run: b }] }", /two steps are called "audit"/],
    ["gate: { commands: [{ name: same, run: b }] }", /two steps are called "same"/],
    ["gate: { commands: [{ name: a, run: b, timeout: 0 }] }", /timeout: must be a whole number/],
    ["gate: { audit: { path: app } }", /gate\.audit\.path: is unknown/],
    ["gate: { audit: { schema: 'postgres://a:secret@h/d' } }", /contains a password/],
    ["gate: { drift: [] }", /names nothing to run/],
  ])("%s", async (text, problem) => {
    await write(text);
    expectRefusal(await gate(), problem);
  });

  it("and that there is no file", async () => {
    expectRefusal(await gate("--config", "none.yaml"), "none.yaml");
  });
});
