// Where SQL and snapshots declare an object: file and line, by PostgreSQL's own parse tree. What is uncertain has no line.

import { beforeAll, describe, expect, test } from "vitest";
import type { ObjectId } from "../../../src/catalog/object-id.ts";
import { splitScript } from "../../../src/scripts/psql-script.ts";
import { locateInScripts } from "../../../src/sources/locations/scripts.ts";
import { driftcheck, useFolder } from "../../support/cli.ts";
import { reportOf } from "../../support/report.ts";

const folder = useFolder();

const declared = `-- A comment, and é before it all.
SET check_function_bodies = off;
CREATE SCHEMA app;

CREATE TYPE app.mood AS ENUM ('ok',
  'sad');
CREATE TABLE app.users (
  id serial PRIMARY KEY, "naïve é" text, /* é */ email text UNIQUE,
  age int CHECK (age > 0),
  mood app.mood,
  CONSTRAINT grown
    CHECK (age > 17),
  UNIQUE (email, age)
);
CREATE INDEX ix_age ON app.users (age);
CREATE INDEX ON app.users (email);
ALTER TABLE ONLY app.users
  ADD COLUMN parent int,
  ADD CONSTRAINT users_parent FOREIGN KEY (parent)
    REFERENCES app.users (id);

CREATE VIEW app.grown AS SELECT * FROM app.users;
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION app.f(a int, VARIADIC b text[], OUT c int) LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION app.g(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION app.g(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
CREATE POLICY own ON app.users USING (true);
CREATE TRIGGER t BEFORE UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
SET search_path TO app, public;
CREATE TABLE late (a int);
CREATE TABLE old_name (a int, b int);
ALTER TABLE old_name RENAME COLUMN b TO c;
ALTER TABLE old_name RENAME TO new_name;
ALTER TABLE new_name SET SCHEMA public;
`;

const expected: Readonly<Record<string, number | undefined>> = {
  "schema:app": 3,
  "enum:app.mood": 5,
  "table:app.users": 7,
  "column:app.users.id": 8,
  "sequence:app.users_id_seq": 8,
  "constraint:app.users.users_pkey": 8,
  'column:app.users."naïve é"': 8,
  "constraint:app.users.users_email_key": 8,
  "constraint:app.users.users_age_check": 9,
  "column:app.users.mood": 10,
  "constraint:app.users.grown": 11,
  "constraint:app.users.users_email_age_key": 13,
  "index:app.users.ix_age": 15,
  "index:app.users.users_email_idx": 16,
  "column:app.users.parent": 18,
  "constraint:app.users.users_parent": 19,
  "view:app.grown": 22,
  "function:app.f(integer, text[])": 24,
  // Which of the two is meant is not known by their number of arguments.
  "function:app.g(integer)": undefined,
  "function:app.f(integer)": 27,
  "policy:app.users.own": 28,
  "trigger:app.users.t": 29,
  "table:app.late": 31,
  "table:public.new_name": 32,
  "column:public.new_name.c": 32,
  "column:public.new_name.b": undefined,
  "table:app.old_name": undefined,
  "table:app.nothing": undefined,
};

/** Files are told from where the program runs. */
async function inFolder<T>(work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder().path);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}

const locateIn = (name: string, ids: readonly ObjectId[]) =>
  locateInScripts([{ name, statements: splitScript(declared, name) }])(new Set(ids));

describe("a script", () => {
  let found: ReadonlyMap<string, unknown> = new Map();
  beforeAll(async () => {
    const name = await folder().write("schema.sql", declared);
    found = await inFolder(() => locateIn(name, Object.keys(expected) as ObjectId[]));
  });

  test.each(Object.entries(expected))("%s is declared at line %s", (id, line) => {
    expect(found.get(id)).toEqual(line === undefined ? undefined : { file: "schema.sql", line });
  });

  test("every object of a real catalog that the script names is found", async () => {
    const ran = await driftcheck(["snapshot", "--from", "schema.sql", "--out", "all.yaml"], { cwd: folder().path });
    expect(ran.stderr).toBe("");
    const roots = /^ {2}((?:table|view|enum|sequence|schema):[^: ]*):/gm;
    const ids = [...(await folder().read("all.yaml")).matchAll(roots)].map(([, id = ""]) => id as ObjectId);
    const named = ids.filter((id) => id !== "schema:public").sort();
    expect(named.length).toBeGreaterThan(5);
    expect([...(await inFolder(() => locateIn("schema.sql", named))).keys()].sort()).toEqual(named);
  });
});

describe("the report", () => {
  const check = (...args: readonly string[]) =>
    driftcheck(["--reporter", "json", "--no-rules", ...args], { cwd: folder().path });
  const sourcesOf = async (...args: readonly string[]) => {
    const ran = await check(...args);
    expect(ran.stderr).toBe("");
    return Object.fromEntries(
      reportOf(ran.stdout).drift.map(({ id, source }) => [id, source && `${source.file}:${source.line}`]),
    );
  };

  test("a drift has its line, an unexpected object its table's; the same when the catalog is remembered", async () => {
    await folder().write("a.sql", "CREATE TABLE t (\n  a int,\n  b text,\n  c int\n);\nCREATE TABLE gone (a int);");
    await folder().write("b.sql", "CREATE TABLE t (a int, b int, d int);\nCREATE TABLE more (a int);");
    const wanted = {
      "column:public.t.b": "a.sql:3",
      "column:public.t.c": "a.sql:4",
      "column:public.t.d": "a.sql:1",
      "table:public.gone": "a.sql:6",
      "table:public.more": undefined,
    };
    expect(await sourcesOf("--declared", "a.sql", "--live", "b.sql")).toEqual(wanted);
    expect(await sourcesOf("--declared", "a.sql", "--live", "b.sql")).toEqual(wanted);
    // The lines are the file's as it is now.
    await folder().write("a.sql", `\n\n${await folder().read("a.sql")}`);
    expect((await sourcesOf("--declared", "a.sql", "--live", "b.sql"))["table:public.gone"]).toBe("a.sql:8");
  });

  test("a snapshot's object has its line, in YAML and in JSON, and a text of many lines is none", async () => {
    await folder().write(
      "s.sql",
      "CREATE TABLE t (a int, \"b c\" text);\nCREATE VIEW v AS SELECT 1 AS a,\n 2 AS b;\nCOMMENT ON TABLE t IS 'x\n      a: 1\n    column:\n      d: 2';",
    );
    await folder().write("l.sql", "CREATE TABLE t (a text, d int);");
    for (const name of ["s.yaml", "s.json"]) {
      await driftcheck(["snapshot", "--from", "s.sql", "--out", name], { cwd: folder().path });
      const lines = (await folder().read(name)).split("\n");
      const found = await sourcesOf("--declared", name, "--live", "l.sql");
      const lineOf = (id: string) => lines[Number(found[id]?.split(":")[1]) - 1];
      const [table, column] = ["table:public.t", "column:public.t.a"];
      const shown = name.endsWith(".json")
        ? [`   "id": "${table}",`, `   "id": "${column}",`, `   "id": "view:public.v",`]
        : [`  ${table}:`, '      a: {"type":"integer"}', "  view:public.v:"];
      expect([lineOf(table), lineOf(column), lineOf("view:public.v")]).toEqual(shown);
      expect([lineOf('column:public.t."b c"'), lineOf("column:public.t.d")]).toEqual([
        expect.stringContaining("b c"),
        shown[0],
      ]);
    }
  });

  test("migrations have their files; what lies outside of the working directory has no place", async () => {
    const up = (sql: string) => `-- +goose Up\n${sql}\n-- +goose Down\nSELECT 1;\n`;
    await folder().write("m/00001_first.sql", up("CREATE TABLE t (a int);"));
    await folder().write("m/00002_second.sql", up("ALTER TABLE t\n  ADD COLUMN b int;"));
    await folder().write("live.sql", "CREATE TABLE t (a text, b text);");
    const ofMigrations = { "column:public.t.a": "m/00001_first.sql:2", "column:public.t.b": "m/00002_second.sql:3" };
    expect(await sourcesOf("--declared", "goose:m", "--live", "live.sql")).toEqual(ofMigrations);
    await folder().write("inside/live.sql", await folder().read("live.sql"));
    const ran = await driftcheck(["--declared", "goose:../m", "--live", "live.sql", "--reporter", "json"], {
      cwd: folder().at("inside"),
    });
    expect(reportOf(ran.stdout).drift.map(({ source }) => source)).toEqual([undefined, undefined]);
  });
});
