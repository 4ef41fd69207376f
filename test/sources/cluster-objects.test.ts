// Roles and tablespaces are the cluster's: no dump brings them, and what it says of them is not lost.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function script(sql: string): string {
  const file = join(folder, `${++made}.sql`);
  writeFileSync(file, sql);
  return file;
}

test.each([
  "SET default_tablespace = fast; CREATE TABLE t (a int); SET default_tablespace = '';",
  "CREATE TABLE t (a int) TABLESPACE fast;",
])("a tablespace: %s", async (sql) => {
  const { objects, notCompared } = await readCatalog(script(sql));
  expect([...objects.values()].find(({ kind }) => kind === "table")?.attributes).toEqual({ tablespace: "fast" });
  expect(notCompared).toEqual([]);
});

test("another access method that is not there is no answer", async () => {
  const sql = script("SET default_table_access_method = columnar; CREATE TABLE t (a int);");
  await expect(readCatalog(sql)).rejects.toThrow(/1: cannot restore this statement.*columnar/);
});

test("a label that no provider takes is unknown on both sides", async () => {
  const labelled = script("CREATE TABLE t (a int); SECURITY LABEL FOR anon ON TABLE t IS 'x';");
  const live = script(`CREATE TABLE t (a int); SET allow_system_table_mods = on;
    INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label) VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'anon', 'x');`);
  const { drift, notCompared } = await check({ declared: labelled, live, rules: [] });
  expect(drift).toEqual([]);
  expect(notCompared.map(({ what }) => what)).toContain("SECURITY LABEL statement");
});

test("a foreign table of an unknown extension is read through its stand-in, in the schema that search_path names", async () => {
  const refused =
    script(`CREATE SCHEMA app; CREATE EXTENSION nothing_fdw; CREATE SERVER s FOREIGN DATA WRAPPER nothing_fdw;
    CREATE TABLE public.t (a int); SET search_path = app; CREATE FOREIGN TABLE ft (a int) SERVER s;`);
  const { objects, notCompared } = await readCatalog(refused);
  expect([...objects.keys()]).toContain("foreign table:app.ft");
  expect(notCompared.map(({ id }) => id)).toContain("extension:nothing_fdw");
});
