// driftcheck audit as people and CI run it: reports, exit codes, the allowlist.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { driftcheck, program } from "../support/cli.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

let cwd: string;
const code = [
  "def f(cursor):",
  '    cursor.execute("SELECT id FROM person WHERE active = true")',
  '    cursor.execute("SELECT id FROM person WHERE active = 1")',
];
const audit = (...args: readonly string[]) => driftcheck(["audit", ...args], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "driftcheck-cli-audit-"));
  await writeFile(join(cwd, "schema.sql"), "CREATE SCHEMA app; CREATE TABLE app.person (id integer, active boolean);");
  await writeFile(join(cwd, "a.py"), `${code.join("\n")}\n`);
});
afterAll(() => rm(cwd, { recursive: true }));

test("a blocker is reported with its place, and fails", async () => {
  const { code: exit, stdout, stderr } = await audit("a.py", "--schema", "schema.sql", "--reporter", "json");
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    outcome: "blockers",
    schema: { locator: "schema.sql", searchPath: '"app", public' },
    findings: expect.arrayContaining([
      expect.objectContaining({
        file: "a.py",
        line: 3,
        class: "boolean-as-integer",
        message: "operator does not exist: boolean = integer",
      }),
    ]),
    counts: { statements: 2, findings: { blocker: { all: 1, new: 1 } } },
  });
});

test("without a schema the report says that the parser alone judged", async () => {
  const { code: exit, stdout } = await audit();
  expect(exit).toBe(0);
  expect(stdout).toContain("No schema was given");
});

test("accepted, allowed once the reason is written, and stale once fixed", async () => {
  const accepted = await audit("a.py", "--schema", "schema.sql", "--accept");
  expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining("audit-allowlist.yaml: 1 entry added.") });
  const unwritten = await audit("a.py", "--schema", "schema.sql");
  expect(unwritten).toMatchObject({ code: 2, stderr: expect.stringContaining("is still TODO") });
  const file = join(cwd, "audit-allowlist.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("reason: TODO", "reason: until the importer moves"));
  expect(await audit("a.py", "--schema", "schema.sql", "--check")).toMatchObject({ code: 0 });
  // Of a file that is not audited, nothing is stale.
  await writeFile(join(cwd, "b.py"), "");
  expect(await audit("b.py", "--strict")).toMatchObject({ code: 0 });
  await writeFile(join(cwd, "a.py"), code.join("\n").replace("active = 1", "active"));
  expect(await audit("a.py", "--schema", "schema.sql")).toMatchObject({ code: 0 });
  expect(await audit("a.py", "--schema", "schema.sql", "--strict")).toMatchObject({ code: 1 });
  await writeFile(join(cwd, "a.py"), code.join("\n"));
  await rm(file);
});

test.each([
  [["nowhere.py"], "nowhere.py"],
  [["a.py", "--schema", "nowhere.sql"], "nowhere.sql"],
  [["a.py", "--allowlist", "nowhere.yaml"], "nowhere.yaml"],
  [["a.py", "--accept", "--check"], "contradict each other"],
  [["a.py", "--declared", "schema.sql"], "use --schema"],
])("%j is a usage error", async (args, said) => {
  const { code: exit, stdout, stderr } = await audit(...args);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
  expect(stderr).toContain(said);
});

test("under GitHub Actions annotations go to stderr and the summary to its file; --no-github writes neither", async () => {
  const summary = join(cwd, "summary.md");
  await writeFile(summary, "What another step wrote.\n");
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
  const args = ["audit", "a.py", "--schema", "schema.sql", "--reporter", "json"];
  const ran = await driftcheck(args, { cwd, env });
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.stdout)).toMatchObject({ outcome: "blockers" });
  expect(ran.stderr).toMatch(/^::error file=a\.py,line=3,title=[^\n]*::operator does not exist: boolean = integer/m);
  const written = await readFile(summary, "utf8");
  expect(written).toMatch(/^What another step wrote\.\n/);
  expect(written).toContain("a.py:3");
  const off = await driftcheck([...args, "--no-github"], { cwd, env });
  expect(off).toMatchObject({ code: 1, stderr: "" });
  expect(await readFile(summary, "utf8")).toBe(written);
});

const blocked = { outcome: "blockers", counts: { statements: 2, findings: { blocker: { all: 1, new: 1 } } } };

test("a snapshot is a schema", async () => {
  await driftcheck(["snapshot", "--from", "schema.sql", "--out", "schema.snapshot.yaml"], { cwd });
  const { stdout } = await audit("a.py", "--schema", "schema.snapshot.yaml", "--reporter", "json");
  expect(JSON.parse(stdout)).toMatchObject({ ...blocked, schema: { searchPath: '"app", public' } });
});

describeWithServer(15, (server) => {
  test("a live database is a schema, and is told as one where it is empty or not there", async () => {
    const url = await server().createDatabase();
    const empty = await audit("a.py", "--schema", url);
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain("contains no tables or views. Pass another --schema.");
    await query(url, await readFile(join(cwd, "schema.sql"), "utf8"));
    const { code: exit, stdout, stderr } = await audit("a.py", "--schema", url, "--reporter", "json");
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ ...blocked, schema: { searchPath: '"app", public' } });
    const gone = await audit("a.py", "--schema", `${url}_gone`);
    expect(gone.code).toBe(2);
    expect(`${empty.stderr}${gone.stderr}`).not.toContain("--live");
  });
});

test("where the grammars are not installed, the line says what to install", async () => {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-no-grammars-"));
  try {
    const [package_, modules] = [dirname(dirname(program)), join(folder, "node_modules")];
    await cp(dirname(program), join(folder, "dist"), { recursive: true });
    await cp(join(package_, "package.json"), join(folder, "package.json"));
    await mkdir(modules);
    const installed = await realpath(join(package_, "node_modules"));
    for (const name of await readdir(installed))
      if (name !== "@vscode") await symlink(join(installed, name), join(modules, name));
    await writeFile(join(folder, "a.py"), code.join("\n"));
    const { exit, stderr } = await new Promise<{ exit: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, [join(folder, "dist/cli.js"), "audit", "a.py"], { cwd: folder }, (error, _, said) =>
        resolve({ exit: error?.code, stderr: said }),
      );
    });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        "driftcheck: driftcheck audit reads source with the grammars of @vscode/tree-sitter-wasm, which is not installed. Install it: npm install --save-dev @vscode/tree-sitter-wasm\n",
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
