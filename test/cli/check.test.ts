// What the built command line answers: exit codes, where its sides come from, the report as text, JSON and file.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { lstat, symlink } from "node:fs/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { loadParser, parseStatements } from "../../src/sql/parse.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf, schema, validate } from "../support/report.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = useFolder();
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  driftcheck(args, { cwd: folder().path, env });

const model = catalogOf({ id: { type: "integer", notNull: true }, at: { type: "timestamp without time zone" } });
const moved = catalogOf({ id: { type: "bigint", notNull: true }, at: { type: "timestamp with time zone" } });
const broken = catalogOf({ id: { type: "text", notNull: true }, at: { type: "timestamp without time zone" } });

beforeAll(async () => {
  for (const [name, catalog] of Object.entries({ model, moved, broken })) {
    for (const extension of ["yaml", "json"])
      await folder().write(`${name}.${extension}`, writeSnapshot(catalog, `${name}.${extension}`));
  }
});

describe("the exit code", () => {
  it("is 0 without drift, 1 with drift, 2 when it can't tell", async () => {
    const same = await run(["check", "--declared", "model.yaml", "--live", "model.yaml"]);
    expect({ ...same, stdout: same.stdout.slice(0, 9) }).toEqual({ code: 0, stdout: "No drift.", stderr: "" });
    const other = await run(["check", "--declared", "model.yaml", "--live", "broken.yaml"]);
    expect({ code: other.code, stderr: other.stderr }).toEqual({ code: 1, stderr: "" });
    expect(other.stdout).toMatch(
      /~ column:public\.users\.id {2}type {2}model\.yaml:\d+\n {6}declared {2}integer\n {6}live {6}text\n/,
    );
    expect((await run(["check", "--declared", "model.yaml", "--live", "none.yaml"])).code).toBe(2);
  });

  it("is that of check where no command is named", async () => {
    const named = await run(["check", "--declared", "model.yaml", "--live", "broken.yaml"]);
    expect(await run(["--declared", "model.yaml", "--live", "broken.yaml"])).toEqual(named);
  });

  it("is 0 for help and version, on stdout", async () => {
    for (const args of [["--help"], ["check", "--help"], ["--version"]]) {
      const ran = await run(args);
      expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: "" });
      expect(ran.stdout).not.toBe("");
    }
  });
});

describe("rules", () => {
  const check = ["--declared", "model.yaml", "--live", "moved.yaml"];

  it("of the preset are in force unless --no-rules", async () => {
    const preset = reportOf((await run([...check, "--reporter", "json"])).stdout);
    expect(preset.outcome).toBe("clean");
    expect(preset.ignored.map(({ rule }) => rule).sort()).toEqual(["timestamptz-for-datetime", "widened-integer"]);
    const none = await run([...check, "--reporter", "json", "--no-rules"]);
    expect([none.code, reportOf(none.stdout).drift.length, reportOf(none.stdout).ignored]).toEqual([1, 2, []]);
  });

  it("of a project stand alone, or extend the preset, and are told when they are stale", async () => {
    const own = "{ id: own, reason: known, match: { kind: column, id: column:public.users.at } }";
    const old = "{ id: old, reason: gone, expires: 2020-01-01, match: { kind: table } }";
    await folder().write("alone.yaml", `rules: [${own}, ${old}]`);
    const alone = reportOf((await run([...check, "--reporter", "json", "--rules", "alone.yaml"])).stdout);
    expect(alone.drift.map(({ id }) => id)).toEqual(["column:public.users.id"]);
    expect(alone.ignored.map(({ rule, because }) => [rule, because])).toEqual([["own", "known"]]);
    expect(alone.staleRules).toEqual([{ rule: "old", reason: "expired on 2020-01-01" }]);
    await folder().write("more.yaml", `extends: default\nrules: [${own}]`);
    const more = reportOf((await run([...check, "--reporter", "json", "--rules", "more.yaml"])).stdout);
    expect([more.outcome, more.staleRules]).toEqual(["clean", [{ rule: "own", reason: "matched nothing" }]]);
  });

  it("are the project's own where it is run in its folder", async () => {
    await folder().write("project/ignore-rules.yaml", "rules: []");
    const args = ["--declared", "../model.yaml", "--live", "../moved.yaml"];
    expect((await driftcheck(args, { cwd: folder().at("project") })).code).toBe(1);
    expect((await run(check)).code).toBe(0);
  });
});

describe("--output", () => {
  it("writes the report and nothing to stdout", async () => {
    const onStdout = await run(["--declared", "model.yaml", "--live", "broken.yaml"]);
    const before = await folder().list();
    const ran = await run(["--declared", "model.yaml", "--live", "broken.yaml", "--output", "report.txt"]);
    expect(ran).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(await folder().read("report.txt")).toBe(onStdout.stdout);
    expect(await folder().list()).toEqual([...before, "report.txt"].sort());
  });

  it("leaves what is there when the check fails", async () => {
    await folder().write("old.txt", "before\n");
    expectRefusal(await run(["--declared", "model.yaml", "--live", "none.yaml", "--output", "old.txt"]));
    expect(await folder().read("old.txt")).toBe("before\n");
  });

  it("stays the symbolic link or the pipe that it is", async () => {
    const check = ["--declared", "model.yaml", "--live", "model.yaml", "--output"];
    await folder().write("target.txt", "before\n");
    await symlink("target.txt", folder().at("link.txt"));
    expect((await run([...check, "link.txt"])).code).toBe(0);
    expect((await lstat(folder().at("link.txt"))).isSymbolicLink()).toBe(true);
    expect(await folder().read("target.txt")).toMatch(/^No drift/);
    await promisify(execFile)("mkfifo", [folder().at("pipe")]);
    const [read, ran] = await Promise.all([folder().read("pipe"), run([...check, "pipe"])]);
    expect([ran.code, read]).toEqual([0, await folder().read("target.txt")]);
  });
});

describe("the JSON report", () => {
  it("is what its schema says, for each kind of drift", async () => {
    const [a, b] = [catalogOf({ id: { type: "integer" }, a: { type: "text" } }), catalogOf({ id: { type: "text" } })];
    const unread = { what: "event trigger", count: 1, reason: "none" };
    await folder().write("a.yaml", writeSnapshot({ ...a, notCompared: [unread] }, "a.yaml"));
    await folder().write("b.yaml", writeSnapshot(b, "b.yaml"));
    const there = reportOf((await run(["--declared", "a.yaml", "--live", "b.yaml", "--reporter", "json"])).stdout);
    expect(there.drift.map(({ type }) => type).sort()).toEqual(["changed", "missing"]);
    expect(there.notCompared.filter(({ what }) => what !== "owner")).toEqual([{ ...unread, side: "declared" }]);
    const back = reportOf((await run(["--declared", "b.yaml", "--live", "a.yaml", "--reporter", "json"])).stdout);
    expect(back.drift.map(({ type }) => type).sort()).toEqual(["changed", "unexpected"]);
  });

  it("has a schema that describes each field and lets in no other", () => {
    const without: string[] = [];
    walk(schema, "#", (fields, at) => {
      if (!isObject(fields.properties)) return;
      for (const [name, field] of Object.entries(fields.properties))
        if (!at.endsWith("/if") && !(isObject(field) && typeof field.description === "string"))
          without.push(`${at}/${name}`);
      if (!at.endsWith("/if") && fields.additionalProperties !== false) without.push(at);
    });
    expect(without).toEqual([]);
    const report = { version: 1, outcome: "clean", declared: { locator: "", server: "" } };
    expect(validate({ ...report, password: "" })).toBe(false);
  });

  it("is refused by its schema where a change names no attribute", () => {
    const side = { locator: "a.sql", server: "18.6" };
    const drift = { type: "changed", id: "column:public.t.a", declared: 1, live: 2 };
    const report = { version: 1, outcome: "drift", declared: side, live: side, compared: {}, notCompared: [] };
    const whole = (entry: object) => ({
      ...report,
      coverage: {},
      drift: [entry],
      ignored: [],
      hints: [],
      staleRules: [],
    });
    expect(validate(whole({ ...drift, attribute: "type" }))).toBe(true);
    expect(validate(whole(drift))).toBe(false);
    expect(validate(whole({ ...drift, type: "missing", attribute: "type" }))).toBe(false);
  });
});

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

function walk(value: unknown, at: string, visit: (fields: Fields, at: string) => void): void {
  if (!isObject(value)) return;
  visit(value, at);
  for (const [name, each] of Object.entries(value)) walk(each, `${at}/${name}`, visit);
}

describe("a folder of .sql files", () => {
  it("is restored in the order of its numbers", async () => {
    await folder().write("migrations/9_table.sql", "CREATE TABLE t (id integer);");
    await folder().write("migrations/10_column.sql", "ALTER TABLE t ADD COLUMN b text;");
    await folder().write("migrations/readme.md", "no SQL");
    await folder().write("whole.sql", "CREATE TABLE t (id integer, b text);");
    const ran = await run(["--declared", "migrations", "--live", "whole.sql", "--no-rules"]);
    expect({ ...ran, stdout: ran.stdout.slice(0, 9) }).toEqual({ code: 0, stdout: "No drift.", stderr: "" });
  });
});

const shop = readFileSync(new URL("../fixtures/shop/declared.sql", import.meta.url), "utf8");

for (const major of [15, 18] as const) {
  describeWithServer(
    major,
    (server) => {
      let live = "";
      beforeAll(async () => {
        live = await server().createDatabase("shop");
        await query(live, shop);
      });

      it("is clean against itself without any rule", async () => {
        const ran = await run(["--declared", live, "--live", live, "--no-rules", "--reporter", "json"]);
        expect([ran.code, ran.stderr]).toEqual([0, ""]);
        const { drift, compared } = reportOf(ran.stdout);
        expect(drift).toEqual([]);
        expect(compared.table).toBe(shop.match(/^CREATE TABLE/gm)?.length);
      });

      it("is found through $DATABASE_URL, the PG* variables, and a URL of SQLAlchemy's", async () => {
        const { hostname, port } = new URL(live);
        const variables = { PGHOST: hostname, PGPORT: port, PGUSER: "postgres", PGDATABASE: "shop" };
        const driver = live.replace("postgres:", "postgresql+psycopg2:");
        const [given, ...others] = await Promise.all([
          run(["--declared", "model.yaml", "--live", live]),
          run(["--declared", "model.yaml"], { DATABASE_URL: live }),
          run(["--declared", "model.yaml"], variables),
          run(["--declared", "model.yaml", "--live", driver]),
        ]);
        expect(given?.code).toBe(1);
        for (const other of others) expect(other).toEqual(given);
      });

      it("gives the same report from a snapshot of either format as from the server", async () => {
        for (const name of ["shop.yaml", "shop.json"])
          expect((await run(["snapshot", "--from", live, "--out", name])).code).toBe(0);
        const report = (...args: string[]) => run(["--declared", "model.yaml", "--live", ...args]);
        const direct = await report(live);
        const directJson = reportOf((await report(live, "--reporter", "json")).stdout);
        for (const name of ["shop.yaml", "shop.json"]) {
          expect(await report(name)).toEqual(direct);
          const { stdout } = await report(name, "--reporter", "json");
          expect(stdout).toBe(
            `${JSON.stringify({ ...directJson, live: { ...directJson.live, locator: name } }, null, 2)}\n`,
          );
          const back = await run(["--declared", name, "--live", live, "--no-rules"]);
          expect([back.code, back.stderr]).toEqual([0, ""]);
        }
      });

      it("is sent nothing that could write", async () => {
        const before = (await server().log()).length;
        const ran = await run(["--declared", "model.yaml", "--live", live, "--cross-read"]);
        expect([ran.code, ran.stderr]).toEqual([1, ""]);
        await loadParser();
        const sent = statementsIn((await server().log()).slice(before));
        const trees = sent.flatMap((sql): readonly object[] => parseStatements(sql) ?? [{ unparsed: sql }]);
        const sorts = new Set(trees.map((tree) => Object.keys(tree)[0]));
        expect([...sorts].sort()).toEqual(expect.arrayContaining(["SelectStmt", "TransactionStmt"]));
        for (const sort of sorts)
          expect(["SelectStmt", "TransactionStmt", "VariableSetStmt", "VariableShowStmt"]).toContain(sort);
        expect(JSON.stringify(trees)).not.toMatch(
          /"(?:InsertStmt|UpdateStmt|DeleteStmt|MergeStmt|intoClause|lockingClause)"/,
        );
        const [first] = sent;
        expect(first?.trim()).toMatch(/^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;/);
        expect(sent.at(-1)).toBe("ROLLBACK");
        // What was there before and after the reading is asked for in transactions of their own.
        const begun = sent.filter((sql) => /\b(?:COMMIT|BEGIN)\b/.test(sql));
        expect(begun.filter((sql) => !/\bBEGIN\b.* READ ONLY\b/.test(sql))).toEqual([]);
      });
    },
    { settings: { log_statement: "all" } },
  );
}

/** What a server with log_statement=all wrote down; the lines of one statement after the first begin with a tab. */
function statementsIn(log: string): string[] {
  const entries = log.split(/\n(?!\t)/);
  return entries.flatMap((entry) => {
    const [, sql] = /LOG: {2}(?:statement|execute [^:]+): ([\s\S]*)$/.exec(entry) ?? [];
    return sql === undefined ? [] : [sql.trimEnd()];
  });
}
