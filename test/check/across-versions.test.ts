// What two versions of PostgreSQL print differently is no drift, and what differs is.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

const tables = "CREATE TABLE t (a int, b text); CREATE TABLE u (a int, b text);";

describeWithServer(15, (server) => {
  async function checked(declaredSql: string, liveSql: string): Promise<Report> {
    const declared = join(folder, "declared.sql");
    writeFileSync(declared, `${tables} ${declaredSql};`);
    const live = await server().createDatabase();
    await query(live, `${tables} ${liveSql}`);
    return check({ declared, live, rules: [] });
  }
  const reported = async (declared: string, live: string) => (await checked(declared, live)).drift;
  const driftOfSchemas = async (declared: string, live: string) =>
    (await reported(declared, live)).map(({ id, attribute }) => [id, attribute]);
  const drift = (declared: string, live: string) =>
    driftOfSchemas(`CREATE VIEW v AS ${declared}`, `CREATE VIEW v AS ${live}`);

  const views = [
    "SELECT a, b FROM t WHERE a > 1 ORDER BY b",
    "SELECT count(*) AS n, x.b FROM t x GROUP BY x.b HAVING max(x.a) > 2",
    "SELECT a FROM t WHERE a IN (SELECT u.a FROM u WHERE u.a = t.a)",
    "WITH w AS (SELECT a FROM t) SELECT * FROM w WHERE a IN (SELECT u.a FROM u WHERE u.a = w.a)",
    "SELECT a FROM t UNION ALL SELECT a FROM u",
    "SELECT t.a, u.b FROM t JOIN u USING (a)",
  ];
  test.each(sample(views, 2))("%s", async (view) => {
    expect(await drift(view, view)).toEqual([]);
  });

  test("a routine's body of the SQL standard's form, a trigger, a rule, a policy, and names that are keywords", async () => {
    const schema = `CREATE TABLE "order" ("user" int PRIMARY KEY, "select" text);
      CREATE FUNCTION twice(x int) RETURNS int IMMUTABLE LANGUAGE sql RETURN x * 2;
      CREATE FUNCTION sum_of(y int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(o."user") FROM "order" o WHERE o."user" > y; END;
      CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE VIEW "from" AS SELECT "user", max("select") AS most FROM "order" WHERE twice("user") > 2 GROUP BY "user";
      CREATE TRIGGER seen BEFORE UPDATE ON "order" FOR EACH ROW WHEN (OLD."select" <> NEW."select") EXECUTE FUNCTION seen();
      CREATE RULE kept AS ON DELETE TO "order" DO INSTEAD SELECT "user" FROM "order" WHERE "order"."select" = OLD."select";
      CREATE POLICY own ON "order" USING ("user" IN (SELECT f."user" FROM "from" f));
      CREATE INDEX twice ON "order" (twice("user"), ("select" || 'x')) WHERE "select" IN ('a', 'b')`;
    expect(await driftOfSchemas(schema, schema)).toEqual([]);
  });

  test("blanks in what is no SQL are drift", async () => {
    const schema = (blanks: string) => `CREATE TYPE e AS ENUM ('in${blanks}progress', 'done');
      COMMENT ON TABLE t IS 'Hello${blanks}World';
      CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN${blanks}1; END'`;
    expect(await driftOfSchemas(schema(" "), schema("  "))).toEqual([
      ["enum:public.e", "labels"],
      ["function:public.f()", "body"],
      ["table:public.t", "comment"],
    ]);
  });

  test("a function that could be taken for another is drift", async () => {
    const schema = (
      call: string,
    ) => `CREATE FUNCTION g(s numeric, x int) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'select s + x + 0.5';
      CREATE AGGREGATE n(int) (SFUNC = g, STYPE = numeric, INITCOND = '0');
      CREATE FUNCTION n(bigint) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1';
      CREATE VIEW v AS SELECT ${call} AS n FROM t`;
    expect(await driftOfSchemas(schema("n(a)::int"), schema("n(a)"))).toEqual([["view:public.v", "body"]]);
  });

  test("a body in quotes is text, also where it is SQL", async () => {
    const schema = (select: string) => `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS '${select} 1'`;
    expect(await driftOfSchemas(schema("SELECT"), schema("select"))).toEqual([["function:public.f()", "body"]]);
  });

  test("a body in quotes that looks like SQL is drift", async () => {
    const schema = (value: string) =>
      `SET check_function_bodies = off; CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'RETURN ${value}'`;
    expect(await driftOfSchemas(schema("(1)::integer"), schema("1"))).toEqual([["function:public.f()", "body"]]);
  });

  test("what only the newer server has is drift, and what the older can't tell is told", async () => {
    const newer = "CREATE TABLE n (a int CONSTRAINT chosen NOT NULL NO INHERIT, b int CONSTRAINT one NOT NULL)";
    const { drift, notCompared } = await checked(newer, "CREATE TABLE n (a int NOT NULL, b int NOT NULL)");
    expect(drift.map(({ id, attribute }) => [id, attribute])).toEqual([["column:public.n.a", "notNullNoInherit"]]);
    expect(notCompared.find(({ what }) => what.startsWith("notNullName"))).toMatchObject({
      what: "notNullName of a column",
      side: "live",
      count: 2,
      reason: "PostgreSQL 15 does not store it",
    });
  });

  test("a cast to another type is drift", async () => {
    const schema = (type: string) => `CREATE TABLE s (value text, CHECK (value::${type} > 1));
      CREATE VIEW v AS SELECT value FROM s WHERE value::${type} > 1`;
    expect(await driftOfSchemas(schema("integer"), schema("numeric"))).toEqual([
      ["constraint:public.s.s_value_check", "expression"],
      ["view:public.v", "body"],
    ]);
  });

  test("what no one server can read stays, and says so", async () => {
    const view = (limit: number) => `CREATE OPERATOR <=> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4lt);
      CREATE VIEW v AS SELECT max(a) FILTER (WHERE a OPERATOR(public.<=>) 3) AS a, max(b) AS b FROM t WHERE EXISTS (SELECT FROM u x JOIN u y USING (a)) AND a < ${limit}`;
    const found = await reported(view(1), view(2));
    expect(found.map(({ id, unproven }) => [id, unproven])).toEqual([
      ["view:public.v", expect.stringContaining("could not be proven equal")],
    ]);
  });

  test("another column is drift", async () => {
    expect(await drift("SELECT a FROM t WHERE a > 1", "SELECT a FROM t WHERE a > 2")).toEqual([
      ["view:public.v", "body"],
    ]);
  });
});
