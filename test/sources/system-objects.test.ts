// A script that makes or changes what is in pg_catalog or information_schema is refused, however it does so: no check looks there.

import { expect, test } from "vitest";
import { restoreScripts } from "../../src/embedded/restore.ts";
import { refuseSystemChanges, systemState } from "../../src/embedded/system-objects.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();

async function restored(sql: string): Promise<void> {
  await client().query("RESET ALL");
  const state = await systemState(client());
  const scripts = [{ name: "x.sql", statements: splitScript(sql, "x.sql") }];
  await restoreScripts(client(), scripts);
  await refuseSystemChanges(client(), state, scripts);
}

const body = "RETURNS int LANGUAGE sql AS 'SELECT 1'";

test.each([
  [
    "privileges on them",
    "GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO somebody; REVOKE ALL ON pg_catalog.pg_views FROM PUBLIC;",
  ],
  [
    "pg_dump's own extension",
    "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog; COMMENT ON EXTENSION plpgsql IS 'a';",
  ],
  ["housekeeping", "ANALYZE; REINDEX TABLE information_schema.sql_features;"],
  [
    "what only uses them",
    `CREATE FUNCTION public.f() ${body}; CREATE CAST (text AS point) WITH INOUT; CREATE TABLE public.t (i int);`,
  ],
])("is taken: %s", async (_, sql) => {
  await expect(restored(sql)).resolves.toBeUndefined();
});

test.each([
  [
    "a function",
    `\nCREATE FUNCTION pg_catalog.f1() ${body};`,
    "x.sql:2: this creates or changes the function pg_catalog.f1()",
  ],
  [
    "another body",
    "\nCREATE OR REPLACE FUNCTION pg_catalog.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp()';\n;",
    "x.sql:2: this creates or changes the function pg_catalog.now()",
  ],
  ["search_path", `SET search_path = pg_catalog; CREATE FUNCTION f2() ${body};`, "function pg_catalog.f2()"],
  [
    "a move",
    `CREATE FUNCTION public.f3() ${body}; ALTER FUNCTION public.f3() SET SCHEMA pg_catalog;`,
    "function pg_catalog.f3()",
  ],
  ["a move away", "ALTER FUNCTION pg_catalog.lower(text) SET SCHEMA public;", "function public.lower(pg_catalog.text)"],
  [
    "another name",
    "ALTER FUNCTION pg_catalog.upper(text) RENAME TO upper2;",
    "function pg_catalog.upper2(pg_catalog.text)",
  ],
  [
    "a row of a catalog",
    "UPDATE pg_proc SET provolatile = 'v' WHERE proname = 'version';",
    "function pg_catalog.version()",
  ],
  ["code", "DO $$ BEGIN EXECUTE 'CREATE DOMAIN pg_catalog.d1 AS int'; END $$;", "type pg_catalog.d1"],
  ["a type", "CREATE TYPE pg_catalog.e1 AS ENUM ('a');", "type pg_catalog.e1"],
  [
    "an operator",
    "CREATE OPERATOR pg_catalog.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);",
    "operator pg_catalog.===",
  ],
  ["a table", "CREATE TABLE information_schema.t1 (i int);", "table information_schema.t1"],
  [
    "a column",
    "ALTER TABLE information_schema.sql_features ADD COLUMN x int;",
    "table information_schema.sql_features",
  ],
  [
    "a view's query",
    "CREATE OR REPLACE VIEW information_schema.information_schema_catalog_name AS SELECT 'x'::information_schema.sql_identifier AS catalog_name;",
    "rule",
  ],
  [
    "a text search mapping",
    "ALTER TEXT SEARCH CONFIGURATION pg_catalog.english DROP MAPPING FOR word;",
    "x.sql: this drops or changes",
  ],
  ["a view that is dropped", "DROP VIEW information_schema.schemata;", "x.sql: this drops or changes"],
  ["a schema's name", "ALTER SCHEMA information_schema RENAME TO other;", "x.sql: this drops or changes"],
])("is refused: %s", async (_, sql, message) => {
  await expect(restored(sql)).rejects.toThrow(message);
});
