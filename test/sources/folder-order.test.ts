// A folder whose files can be run in some order is read, whatever they are called. One that can't is refused by its first real error.

import { expect, test } from "vitest";
import { readCatalog } from "../../src/read-catalog.ts";
import { useFolder } from "../support/cli.ts";

const folder = useFolder();

let made = 0;
async function read(files: Readonly<Record<string, string>>) {
  made += 1;
  for (const [name, sql] of Object.entries(files)) await folder().write(`${made}/${name}`, sql);
  return readCatalog(folder().at(`${made}`));
}

test("a file that lacks what another makes is run after it, and each does what it would do there", async () => {
  const { objects, notCompared } = await read({
    "a_views.sql": "BEGIN; CREATE VIEW v AS SELECT id, f(id) AS g FROM t; COMMENT ON VIEW v IS 'a view'; COMMIT;",
    "b_tables.sql":
      "CREATE TABLE half (id int);\nCREATE TABLE app.t (id int DEFAULT nextval('s'), m mood);\nCREATE INDEX ON half (id);",
    "c_types.sql": "CREATE TYPE mood AS ENUM ('calm');",
    "d_more.sql":
      "ALTER TABLE app.t ADD later int; CREATE VIEW app.w AS SELECT later FROM app.t; GRANT SELECT ON app.w TO someone;",
    "e_schema.sql": "CREATE SCHEMA app; SET search_path = app, public;",
    "f_sequences.sql": "CREATE SEQUENCE s; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1 FROM v';",
    "g_table.sql": "CREATE TABLE IF NOT EXISTS t (id int); CREATE INDEX CONCURRENTLY only_here ON t (id);",
  });
  const names = [...objects.keys()].filter((id) => /^(?:table|view|index|column:app.t.later)/.test(id));
  expect(names.length).toBeGreaterThan(5);
  expect(names).toContain("table:app.t");
  expect(notCompared.filter(({ reason }) => !reason.startsWith("off by default"))).toEqual([]);
});

test("the order of the names is kept where it can be", async () => {
  const { objects } = await read({
    "1.sql": "CREATE TABLE a (i int);",
    "2.sql": "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    "3.sql": "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';",
    "4.sql": "CREATE VIEW v AS SELECT i FROM b;",
    "5.sql": "CREATE TABLE b (i int);",
  });
  expect(JSON.stringify([...objects.values()])).toContain("SELECT 2");
});

test.each([
  [
    "what nobody makes",
    {
      "a.sql": "CREATE VIEW v AS SELECT * FROM b;",
      "b.sql": "CREATE VIEW b AS SELECT * FROM nowhere;",
      "c.sql": "CREATE TABLE c ();",
    },
    /b\.sql:1: .*relation "nowhere" does not exist/,
  ],
  [
    "another error than that something is missing",
    { "a.sql": "CREATE VIEW v AS SELECT * FROM b;", "b.sql": "CREATE TABLE b (i int);\nALTER TABLE b ADD CHECK (i);" },
    /b\.sql:2: .*must be type boolean/,
  ],
  [
    "files that need each other",
    {
      "a.sql": "CREATE TABLE a (i int);\nCREATE VIEW w AS SELECT * FROM b;",
      "b.sql": "CREATE TABLE b (i int REFERENCES x);",
      "c.sql": "CREATE TABLE x (i int PRIMARY KEY, y int REFERENCES b);",
    },
    /[bc]\.sql:1: .*relation "[bx]" does not exist\. \S+[bc]\.sql:1 creates it/,
  ],
  [
    "an order in which another definition would be the last",
    {
      "a.sql":
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT * FROM b;",
      "b.sql": "CREATE TABLE b (i int); CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';",
    },
    /a\.sql:1: .*relation "b" does not exist/,
  ],
])("%s is refused", async (_, files, message) => {
  await expect(read(files)).rejects.toThrow(message);
});
