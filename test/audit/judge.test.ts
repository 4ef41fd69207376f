// What PostgreSQL's answer comes to: what is refused, what only a driver decides, and what nobody can tell.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SchemaDatabase } from "../../src/audit/judge/database.ts";
import { judgeStatements } from "../../src/audit/judge/judge.ts";
import type { SourceStatement } from "../../src/audit/source/statement.ts";
import { statementOf } from "./statements.ts";

const locator = join(import.meta.dirname, "classes/schema.sql");
let database: SchemaDatabase;

beforeAll(async () => {
  database = await SchemaDatabase.open({ locator });
});
afterAll(() => database.close());

/** Blockers by class and line, what could not be told as `?`, and the classes that come of the surroundings. */
async function judged(statements: readonly SourceStatement[], by: SchemaDatabase | undefined = database) {
  const { findings, couldNotTell } = await judgeStatements(statements, by);
  const kept = findings.filter(
    ({ severity, class: of }) => severity === "blocker" || /^(?:untyped|older|in-test)/.test(of),
  );
  return [...kept.map(({ class: of, line }) => `${of} ${line}`), ...couldNotTell.map(({ line }) => `? ${line}`)].sort();
}

const hole = (sql: string, as: "value" | "unknown", parameter = "$1") =>
  statementOf(sql, { holes: [{ at: sql.indexOf(parameter), as, written: "x" }] });

describe("one statement", () => {
  test.each<[string, string | SourceStatement, readonly string[]]>([
    ["an update of a reserved word", "UPDATE user SET email = $1", ["reserved-word 1"]],
    ["MySQL's own", "REPLACE INTO account (id) VALUES (1)", ["syntax 1"]],
    ["a parameter that drivers write as a list", "SELECT id FROM account WHERE id IN $1", []],
    ["a bulk of rows", "INSERT INTO orders (id) VALUES $1", []],
    ["an interval as a text", "SELECT id FROM account WHERE created > now() - interval $1", []],
    ["an interval as a number", "SELECT now() - INTERVAL $1 DAY", ["syntax 1"]],
    [
      "a type that the driver gives",
      "SELECT id FROM account WHERE created > $1 - interval '1 day'",
      ["untyped-parameter 1"],
    ],
    ["a type that nobody tells", "SELECT id FROM account WHERE $1 IS NULL", ["untyped-parameter 1"]],
    [
      "a type that no driver could give",
      "SELECT id FROM account WHERE active = 1 AND email = $1",
      ["boolean-as-integer 1"],
    ],
    ["a percent sign that the driver wants twice", "SELECT id FROM account WHERE level %% 2 = 0", []],
    ["a name in a hole", hole("SELECT id FROM $1 WHERE id = 1", "unknown"), ["? 1"]],
    ["what knex fills in", "SELECT ?? FROM ??", ["? 1"]],
    ["a hole after the mistake", hole("UPDATE user SET email = 'a' WHERE $1", "unknown"), ["reserved-word 1"]],
    ["a hole before the mistake", hole("SELECT $1 FROM account LIMIT 1, 2", "unknown"), ["syntax 1"]],
    ["a table in a hole", hole("SELECT * FROM $1 WHERE `url` = $2", "unknown"), ["backtick-quotes 1"]],
    ["a part of a name", hole("DELETE FROM `wp_$1`", "unknown"), ["backtick-quotes 1"]],
    ["an operator or a clause", hole("SELECT id FROM account WHERE id $1 5 LIMIT 1, 2", "unknown"), ["syntax 1"]],
    ["a clause before the mistake", hole("SELECT id FROM account $1 LIMIT 1, 2", "unknown"), ["syntax 1"]],
    ["a hole that begins", hole("$1 SELECT id FROM account ON CONFLICT DO NOTHING", "unknown"), ["? 1"]],
    ["a hole that opens", hole("SELECT $1 email, 2) FROM account LIMIT 1, 2", "unknown"), ["? 1"]],
    ["an interval beside a hole", hole("SELECT now() - INTERVAL $2 DAY FROM $1", "unknown"), ["syntax 1"]],
    ["a word that a hole touches", hole("SELECT id FROM account WHERE id = 1 $1 email DESC, id", "unknown"), ["? 1"]],
    ["a clause in a hole", hole("SELECT id FROM $1 AND level = 1 ORDER BY id", "unknown"), ["? 1"]],
    ["a hole that changes nothing", hole("SELECT nope FROM account WHERE $1", "unknown"), ["missing-column 1"]],
    ["a value within a literal", hole("SELECT id FROM account WHERE born = '$1'", "value"), []],
    ["a wrong literal", "SELECT id FROM account WHERE born = 'x'", ["invalid-literal 1"]],
    ["the index of a prefix", "CREATE INDEX i ON account (email(20))", ["missing-function 1"]],
    ["an index of an expression", "CREATE INDEX i ON account (lower(email))", []],
    ["an encoding of MySQL's", "SET NAMES 'utf8mb4'", ["unknown-setting 1"]],
    ["an encoding of PostgreSQL's", "SET NAMES 'UTF8'", []],
    ["a setting of one's own", "SET app.tenant = '1'", []],
    ["who is logged in", "SET ROLE app", []],
    ["too deep to read", `SELECT ${"(".repeat(20_000)}1${")".repeat(20_000)}`, ["? 1"]],
    ["nothing", "", []],
  ])("%s", async (_, sql, expected) => {
    expect(await judged([typeof sql === "string" ? statementOf(sql) : sql])).toEqual(expected);
  });
});

test("a .sql file names its parameters as its library has them", async () => {
  const at = { file: "queries/account.sql", language: "sql" };
  const statements = [
    "SELECT id FROM account WHERE email = :email AND level = :level::integer AND created > :'since'",
    "SELECT id, $1::text FROM account WHERE email = $email OR status =$email",
    "SELECT id FROM account WHERE email = @email",
    "SELECT (ARRAY[1, 2])[1:2] FROM account",
    "SELECT nope FROM account WHERE id = :id",
    "SET @x = 1",
  ].map((sql) => statementOf(sql, at));
  expect(await judged(statements)).toEqual(["missing-column 1", "syntax 1"]);
});

describe("several in a string", () => {
  test("each is judged, at its line", async () => {
    const sql = "SELECT id\nFROM account;\nSELECT nope\nFROM account;\nUPDATE account SET active = 1";
    expect(await judged([statementOf(sql)])).toEqual(["boolean-as-integer 5", "missing-column 3"]);
  });

  test("one that does not parse costs no other", async () => {
    const sql = "SELECT id FROM account;\nREPLACE INTO account VALUES (1);\nSELECT nope FROM account";
    expect(await judged([statementOf(sql)])).toEqual(["missing-column 3", "syntax 2"]);
  });

  test("the body of a trigger is one with its head", async () => {
    const sql =
      "CREATE TRIGGER t BEFORE INSERT ON account FOR EACH ROW BEGIN\n SET NEW.level = 1;\n SET NEW.email = 'a';\nEND;";
    expect(await judged([statementOf(sql)])).toEqual(["routine-body 1"]);
  });
});

describe("what stands around it", () => {
  const migration = { file: "migrations/versions/0001_a.py" };

  test("a table that the source makes", async () => {
    const made = statementOf("CREATE TEMP TABLE draft AS SELECT id FROM account; SELECT id FROM draft");
    expect(await judged([made])).toEqual(["? 1"]);
  });

  test("a migration meets an older schema, and yet PostgreSQL's grammar", async () => {
    const statements = [
      "UPDATE gone SET a = 1",
      "UPDATE user SET email = 'a'",
      "UPDATE account SET level = IFNULL(level, 1)",
    ];
    expect(await judged(statements.map((sql) => statementOf(sql, migration)))).toEqual([
      "missing-function 1",
      "older-schema 1",
      "reserved-word 1",
    ]);
  });

  test("a function that a migration makes is there for migrations alone", async () => {
    const made = statementOf("CREATE FUNCTION moved() RETURNS integer LANGUAGE sql AS 'SELECT 1'", migration);
    expect(await judged([made, statementOf("SELECT moved()", migration)])).toEqual(["? 1"]);
    expect(await judged([made, statementOf("SELECT moved()")])).toEqual(["missing-function 1"]);
  });

  test("a test makes its own tables, and expects SQL that nobody runs", async () => {
    const at = { file: "tests/test_query.py" };
    const statements = [
      statementOf("SELECT a FROM gone", at),
      statementOf("SELECT FROM WHERE", { ...at, sure: false }),
    ];
    expect(await judged(statements)).toEqual(["in-test 1", "in-test 1"]);
    const template = hole("select $1 from", "unknown");
    expect(await judged([{ ...template, ...at, sure: false }])).toEqual(["in-test 1"]);
    expect(await judged([{ ...template, ...at }])).toEqual(["? 1"]);
  });

  test("a part of a larger statement may name what the rest has", async () => {
    expect(await judged([statementOf("SELECT id FROM ranked", { sure: false })])).toEqual(["? 1"]);
    expect(await judged([statementOf("SELECT id FROM ranked")])).toEqual(["missing-table 1"]);
  });

  test("a guard keeps it for another database", async () => {
    const sql = "REPLACE INTO account VALUES (1)";
    const { findings, guarded } = await judgeStatements([statementOf(sql, { onlyFor: "mysql" })], database);
    expect({ findings, guarded }).toEqual({ findings: [], guarded: 1 });
  });

  test("the same statement at another line has the same fingerprint, laid out in another way too", async () => {
    const one = await judgeStatements([statementOf("SELECT nope FROM account WHERE id = $1")], database);
    const other = await judgeStatements(
      [statementOf("\n\nselect nope -- why\n  from account where id = $2")],
      database,
    );
    expect(other.findings[0]?.fingerprint).toBe(one.findings[0]?.fingerprint);
    expect(other.findings[0]?.line).not.toBe(one.findings[0]?.line);
  });
});

test("the search path is the one that the schema sets for its database or for a role", async () => {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-audit-"));
  try {
    const schema = join(folder, "schema.sql");
    const tables = "CREATE SCHEMA app; CREATE TABLE app.a (id integer); CREATE TABLE public.z (id integer);";
    const paths = [];
    for (const set of ["ALTER DATABASE shop SET search_path TO app, public", "ALTER ROLE web SET search_path = app"]) {
      await writeFile(schema, `${tables}\n${set};\n`);
      const open = await SchemaDatabase.open({ locator: schema });
      paths.push(open.searchPath, ...(await judged([statementOf("SELECT id FROM a")], open)));
      await open.close();
    }
    expect(paths).toEqual(['"app", "public"', "app"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("without a schema the parser alone judges", async () => {
  const statements = ["SELECT nope FROM nowhere", "UPDATE user SET a = 1", "SELECT now() - INTERVAL $1 DAY"].map(
    (sql) => statementOf(sql),
  );
  const { findings } = await judgeStatements(statements, undefined);
  expect(findings.map(({ class: of }) => of)).toEqual(["reserved-word", "syntax"]);
});

test("a statement over which PGlite stalls costs that statement alone", async () => {
  const tables = Array.from({ length: 32 }, (_, at) => at);
  const rules = tables.slice(0, -1).map((at) => {
    const next = `INSERT INTO t${at + 1} VALUES (new.a)`;
    return `CREATE RULE twice AS ON INSERT TO t${at} DO INSTEAD (${next}; ${next});`;
  });
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-audit-"));
  const schema = join(folder, "schema.sql");
  await writeFile(schema, [...tables.map((at) => `CREATE TABLE t${at} (a integer);`), ...rules].join("\n"));
  const stalling = await SchemaDatabase.open({ locator: schema, patience: 4 });
  try {
    const statements = ["INSERT INTO t0 VALUES (1)", "SELECT a FROM t0", "SELECT b FROM t0"].map((sql) =>
      statementOf(sql),
    );
    expect(await judged(statements, stalling)).toEqual(["? 1", "missing-column 1"]);
  } finally {
    await stalling.close();
    await rm(folder, { recursive: true });
  }
});
