// One name, two definitions: which of the two is meant is not known. The same twice is only repeated, as ORMs do.

import { expect, test } from "vitest";
import { restore } from "../../src/embedded/restore.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();

async function restored(sql: string) {
  await client().query("RESET ALL");
  await client().query("DROP SCHEMA IF EXISTS app, public CASCADE; DROP PUBLICATION IF EXISTS p; CREATE SCHEMA public");
  await client().query("DROP CAST IF EXISTS (text AS point)");
  return restore(client(), "x.sql", splitScript(sql, "x.sql"));
}

const table = "CREATE TABLE t (a int, b text);\n";

test.each([
  ["table", "CREATE TABLE x (a int);", "CREATE TABLE x (a int, b int);"],
  ["table, as a view", "CREATE TABLE x (a int);", "CREATE VIEW x AS SELECT 1 AS a;"],
  ["table, of another default", "CREATE TABLE x (a int DEFAULT 1);", "CREATE TABLE x (a int DEFAULT 2);"],
  ["view", "CREATE VIEW x AS SELECT 1 AS a;", "CREATE VIEW x AS SELECT 2 AS a;"],
  ["materialized view", "CREATE MATERIALIZED VIEW x AS SELECT 1 AS a;", "CREATE MATERIALIZED VIEW x AS SELECT 2 AS a;"],
  ["sequence", "CREATE SEQUENCE x;", "CREATE SEQUENCE x START 5;"],
  ["index", "CREATE INDEX x ON t (a);", "CREATE INDEX x ON t (b);"],
  ["index of another table", `CREATE TABLE u (a int); CREATE INDEX x ON t (a);`, "CREATE INDEX x ON u (a);"],
  ["enum", "CREATE TYPE x AS ENUM ('a');", "CREATE TYPE x AS ENUM ('a', 'b');"],
  ["domain", "CREATE DOMAIN x AS int;", "CREATE DOMAIN x AS int CHECK (VALUE > 0);"],
  ["composite type", "CREATE TYPE x AS (a int);", "CREATE TYPE x AS (a text);"],
  [
    "function",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';",
  ],
  [
    "aggregate",
    "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int);",
    "CREATE AGGREGATE g(int) (SFUNC = int4mul, STYPE = int);",
  ],
  ["column", "ALTER TABLE t ADD c int;", "ALTER TABLE t ADD c text;"],
  ["constraint", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1);"],
  ["policy", "CREATE POLICY p ON t USING (true);", "CREATE POLICY p ON t USING (false);"],
  ["rule", "CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING;", "CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING;"],
  ["publication", "CREATE PUBLICATION p;", "CREATE PUBLICATION p FOR TABLE t;"],
  ["statistics", "CREATE STATISTICS s ON a, b FROM t;", "CREATE STATISTICS s (ndistinct) ON a, b FROM t;"],
  ["schema", "CREATE SCHEMA app;", "CREATE SCHEMA app CREATE TABLE x (a int);"],
  ["collation", "CREATE COLLATION co (locale = 'C');", "CREATE COLLATION co (locale = 'POSIX');"],
  ["cast", "CREATE CAST (text AS point) WITH INOUT;", "CREATE CAST (text AS point) WITH INOUT AS IMPLICIT;"],
  ["extension", "CREATE EXTENSION plpgsql;", "CREATE EXTENSION plpgsql SCHEMA pg_catalog;"],
])("a second definition of a %s is refused", async (_, first, second) => {
  await expect(restored(`${table}${first}\n${second}`)).rejects.toThrow(/^x\.sql:[23]: cannot restore this statement/);
});

test.each([
  ["table", "CREATE TABLE x (a int);", "CREATE TABLE  x ( a integer ) ;".replace("integer", "int")],
  ["type", "CREATE TYPE x AS ENUM ('a');", "create type x as enum ('a');"],
  ["index", "CREATE INDEX x ON t (a);", "CREATE INDEX x ON t (a); -- again"],
  [
    "function",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
  ],
  ["column", "ALTER TABLE t ADD c int;", "ALTER TABLE t ADD c int;"],
])("the same %s twice is told, and is no more", async (_, first, second) => {
  const told = await restored(`${table}${first}\nCREATE TABLE between (i int);\n${second}`);
  expect(told.map(({ what, id }) => [what, id])).toEqual([["statement", undefined]]);
});

test.each([
  [
    "its name is another's now",
    "CREATE TABLE x (a int); ALTER TABLE x RENAME TO y; CREATE VIEW x AS SELECT 1;",
    "CREATE TABLE x (a int);",
  ],
  [
    "its words mean another type now",
    "CREATE SCHEMA app; CREATE DOMAIN app.d AS int; CREATE DOMAIN d AS text; CREATE TABLE public.x (a d); SET search_path = app;",
    "CREATE TABLE public.x (a d);",
  ],
])("the same text is no repetition where %s", async (_, first, second) => {
  await expect(restored(`${first}\n${second}`)).rejects.toThrow("x.sql:2: cannot restore this statement");
});

test("a schema public with something in it is not passed over", async () => {
  await expect(restored("CREATE SCHEMA public CREATE TABLE x (a int);")).rejects.toThrow("x.sql:1: cannot restore");
  expect(await restored("CREATE SCHEMA public; CREATE SCHEMA IF NOT EXISTS public;")).toEqual([]);
});
