// driftcheck init writes what a check can read, never over what is there, never a password; all of it or nothing.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadEnvironment } from "../../src/config/load.ts";
import { loadRules } from "../../src/judge/rules/load.ts";
import { readSnapshot } from "../../src/snapshot/file.ts";
import { driftcheck, expectRefusal, inherited, program } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const projects = join(import.meta.dirname, "../fixtures/projects");
const folder = mkdtempSync(join(tmpdir(), "driftcheck-init-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function project(name?: string): string {
  made += 1;
  const path = join(folder, String(made));
  if (name === undefined) mkdirSync(path);
  else cpSync(join(projects, name), path, { recursive: true });
  return path;
}

const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
const read = (path: string, name: string) => readFileSync(join(path, name), "utf8");
const init = (cwd: string, ...args: readonly string[]) => driftcheck(["init", "--yes", ...args], { cwd });

describe("what is written", () => {
  test("is read by a check as it stands", async () => {
    const cwd = project("prisma");
    expect((await init(cwd)).code).toBe(0);
    expect(await loadEnvironment(join(cwd, "driftcheck.yaml"), undefined)).toMatchObject({
      declared: `prisma:${join(cwd, "prisma/migrations")}`,
      live: { variable: "DATABASE_URL", file: join(cwd, ".env") },
    });
    const presets = new Set((await loadRules(join(cwd, "ignore-rules.yaml"))).flatMap(({ presets = [] }) => presets));
    expect([presets.has("prisma"), presets.has("migration-tables"), presets.has("cosmetic")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("is shown by --dry-run to the letter, which writes nothing", async () => {
    const cwd = project("drizzle");
    const before = filesIn(cwd);
    const { stdout, code } = await init(cwd, "--dry-run");
    expect([code, filesIn(cwd)]).toEqual([0, before]);
    await init(cwd);
    const after = filesIn(cwd).filter((name) => !before.includes(name));
    expect(after).toEqual([".github/workflows/driftcheck.yml", "driftcheck.yaml", "ignore-rules.yaml"]);
    for (const name of after) expect(stdout).toContain(`--- ${name}\n${read(cwd, name)}`);
  });

  test("never takes the place of a file, which is said", async () => {
    const cwd = project("drizzle");
    writeFileSync(join(cwd, "driftcheck.yaml"), "mine\n");
    const { stdout, code } = await init(cwd);
    expect([code, read(cwd, "driftcheck.yaml")]).toEqual([0, "mine\n"]);
    expect(stdout).toContain("Left driftcheck.yaml, which exists\n");
    expect(existsSync(join(cwd, "ignore-rules.yaml"))).toBe(true);
    const again = await init(cwd);
    expect(again.stdout).not.toContain("Wrote");
  });

  test("is all of it or nothing", async () => {
    const cwd = project("drizzle");
    rmSync(join(cwd, ".github"), { recursive: true });
    writeFileSync(join(cwd, ".github"), "a file in the folder's place");
    const before = filesIn(cwd);
    expectRefusal(await init(cwd), /cannot write .*driftcheck\.yml: its folder is a file\. Nothing was written/);
    expect(filesIn(cwd)).toEqual(before);
  });

  test("has a snapshot of what is declared, if asked for, and then needs no Python in CI", async () => {
    const cwd = project("goose");
    mkdirSync(join(cwd, ".github"));
    await init(cwd, "--snapshot", "schema.snapshot.yaml");
    const { objects } = readSnapshot(read(cwd, "schema.snapshot.yaml"), "schema.snapshot.yaml");
    expect(objects.has("table:public.parcels" as never)).toBe(true);
    expect(read(cwd, "driftcheck.yaml")).toContain("    declared: schema.snapshot.yaml\n");
    expect(read(cwd, "driftcheck.yaml")).toContain("snapshot --from goose:db/migrations --out schema.snapshot.yaml");
    expect((await driftcheck(["--live", "goose:db/migrations"], { cwd })).code).toBe(0);
  });

  test("has a baseline of today's drift, if asked for", async () => {
    const cwd = project("goose");
    writeFileSync(join(cwd, "live.sql"), readFileSync(join(projects, "goose.live.sql")));
    const { stdout } = await init(cwd, "--live", "live.sql", "--baseline", "drift-baseline.yaml");
    expect(stdout).toContain("drift-baseline.yaml accepts 2 differences today.");
    expect((await driftcheck([], { cwd })).code).toBe(0);
    expectRefusal(await init(project("drizzle"), "--baseline", "b.yaml"), /--baseline needs/);
  });
});

describe("what is found", () => {
  test("of two applications that share a database one is declared, and the other is named", async () => {
    const cwd = project("flask");
    cpSync(join(projects, "goose/db"), join(cwd, "services/parcels"), { recursive: true });
    const { stdout } = await init(cwd);
    expect(stdout).toContain(
      "Declared: alembic:migrations (Flask-Migrate)\nAlso found: goose:services/parcels/migrations (goose)",
    );
    const text = read(cwd, "driftcheck.yaml");
    expect(text).toContain("# Also found, goose: goose:services/parcels/migrations");
    expect(text).toContain("# scope: { tables: [");
  });

  test("the pgloader that loads the database, by its file of commands", async () => {
    const cwd = project("flask");
    writeFileSync(
      join(cwd, "move.load"),
      "LOAD DATABASE\n  FROM mysql://root@localhost/recipes\n  INTO postgresql:///recipes;\n",
    );
    expect((await init(cwd)).stdout).toContain("pgloader loads the database (move.load).");
    expect(read(cwd, "ignore-rules.yaml")).toContain("extends: [pgloader-mysql, sqlalchemy, migration-tables]\n");
  });

  test("and by its marks in the live database", async () => {
    const cwd = project("goose");
    writeFileSync(
      join(cwd, "live.sql"),
      'CREATE TABLE t (id bigint); ALTER TABLE t ADD CONSTRAINT "idx_16385_primary" PRIMARY KEY (id);',
    );
    expect((await init(cwd, "--live", "live.sql")).stdout).toContain("pgloader loaded the live database");
    expect(read(cwd, "ignore-rules.yaml")).toContain("extends: [pgloader-mysql, pgloader-sqlite, migration-tables]\n");
  });

  test("nothing: then a live database becomes the first snapshot, and without one init says what to do", async () => {
    const cwd = project();
    expectRefusal(await init(cwd), /No model, migrations or schema\.sql were found here\. .* --declared/);
    writeFileSync(join(cwd, "knexfile.js"), "");
    expectRefusal(await init(cwd), /Found Knex \(knexfile\.js\)\. driftcheck cannot read its migrations/);
    writeFileSync(join(cwd, "dump.sql"), "CREATE TABLE t (a int);");
    expect((await init(cwd, "--live", "dump.sql")).code).toBe(0);
    expect((await driftcheck([], { cwd })).stdout).toMatch(/^No drift\. /);
  });
});

test("no password is written or shown", async () => {
  const cwd = project("flask");
  const secret = "correct-horse";
  writeFileSync(join(cwd, ".env"), `APP_DSN=postgresql://a:${secret}@127.0.0.1:9/b\nPASSWORD=${secret}\n`);
  const compose = read(cwd, "docker-compose.yml").replaceAll("change-me", secret);
  writeFileSync(join(cwd, "docker-compose.yml"), compose);
  const first = await init(cwd, "--dry-run");
  expect(first.stdout).toContain("live: { env: APP_DSN, file: .env }");
  const second = await init(cwd, "--live", `postgres://a:${secret}@127.0.0.1:9/b`);
  expect(second.stdout).toContain("It has a password, so it was not written down.");
  const written = ["driftcheck.yaml", "ignore-rules.yaml", ".github/workflows/driftcheck.yml"].map((name) =>
    read(cwd, name),
  );
  for (const text of [first.stdout, first.stderr, second.stdout, second.stderr, ...written])
    expect(text).not.toContain(secret);
});

describe("a variable of .env", () => {
  test("is read where the environment has none, and the environment wins", async () => {
    const cwd = project();
    writeFileSync(
      join(cwd, "driftcheck.yaml"),
      "default: a\nenvironments: { a: { declared: s.sql, live: { env: THE_URL, file: .env } } }\n",
    );
    writeFileSync(join(cwd, "s.sql"), "CREATE TABLE t (a int);");
    expectRefusal(
      await driftcheck([], { cwd }),
      /THE_URL is not set and has no value in \.env\. Set it in one of them/,
    );
    writeFileSync(join(cwd, ".env"), 'export THE_URL="postgres://127.0.0.1:9/from-file" # here\n');
    expectRefusal(await driftcheck([], { cwd }), /from-file/);
    expectRefusal(
      await driftcheck([], { cwd, env: { THE_URL: "postgres://127.0.0.1:9/from-environment" } }),
      /from-environment/,
    );
  });
});

/** Python has a terminal for us: what is typed, and all that is seen. */
const terminal = `
import os, pty, sys
typed = sys.argv[1].encode()
child, fd = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if part.endswith(b"(1): ") and typed:
        line, typed = typed.split(b",", 1) if b"," in typed else (typed, b"")
        os.write(fd, line + b"\\n")
sys.stdout.write(seen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

test.runIf(hasTurn("asked"))("a person is asked three questions at most, each answered by its number", (context) => {
  context.skip(spawnSync("python3", ["-c", "import pty"]).status !== 0, "NOT TESTED: no python3 with pty here");
  const cwd = project("flask");
  cpSync(join(projects, "goose/db"), join(cwd, "db"), { recursive: true });
  const run = (typed: string, ...args: readonly string[]) =>
    spawnSync("python3", ["-c", terminal, typed, process.execPath, program, "init", ...args], {
      cwd,
      env: inherited(),
      encoding: "utf8",
    });
  const { stdout, status } = run("x,2,3", "--dry-run");
  expect(stdout).toMatch(
    /Which one should the database have\?\s+1 {2}alembic:migrations \(Flask-Migrate\)\s+2 {2}goose:db\/migrations \(goose\)/,
  );
  expect(stdout).toMatch(/Did pgloader load this database from another one\?\s+1 {2}no/);
  expect(stdout.match(/Number from 1 to/g)).toHaveLength(3);
  expect(stdout).toContain("Declared: goose:db/migrations (goose)");
  expect(stdout).toContain("extends: [pgloader-sqlite, migration-tables]");
  expect(status).toBe(0);
  writeFileSync(join(cwd, "live.sql"), readFileSync(join(projects, "goose.live.sql")));
  const third = run("2", "--declared", "goose:db/migrations", "--live", "live.sql");
  expect(third.stdout).toMatch(/2 differences today\. Accept them\?\s+1 {2}no\s+2 {2}yes/);
  expect(read(cwd, "driftcheck.yaml")).toContain("baseline: drift-baseline.yaml");
});
