// What scripts say of their own server, and in the words of older ones: what psql takes of them is restored, compared with what
// psql made of the same script. What it refuses is refused, with the way out.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { extensionsOf } from "../../src/embedded/extensions.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { useScripts } from "../support/scripts.ts";
import { describeWithServer } from "../support/servers.ts";

const script = useScripts();

// Each may stand beside the others: their names differ.
const taken: readonly string[] = [
  // pg_dump --create, without its \connect.
  `DROP DATABASE nowhere;
   ALTER DATABASE nowhere OWNER TO nobody_here;
   ALTER DATABASE nowhere SET search_path TO elsewhere;
   REVOKE ALL ON DATABASE nowhere FROM PUBLIC;
   GRANT CONNECT ON DATABASE nowhere TO nobody_here;
   COMMENT ON DATABASE nowhere IS 'of no matter';`,
  `CREATE FUNCTION tell() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
   CREATE EVENT TRIGGER told ON ddl_command_end EXECUTE FUNCTION tell();
   ALTER EVENT TRIGGER told OWNER TO nobody_here;`,
  // Made in code, under a handler, by a function, and from a string.
  `DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS no_such; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'without it'; END $$;
   DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS citext; EXCEPTION WHEN OTHERS THEN NULL; END $$;
   CREATE FUNCTION add(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE EXTENSION ' || name; END $$;
   SELECT add('hstore') AS "extension";
   DO $$ DECLARE names text[] := '{ltree,unaccent}'; BEGIN
     FOR at IN 1 .. 2 LOOP EXECUTE format('CREATE EXTENSION %I', names[at]); END LOOP; END $$;
   CREATE TABLE words (w citext, h hstore, path ltree);`,
  // Views that depend on each other, as pg_dump had them until 15.
  `CREATE TABLE one (id integer, label text);
   ALTER TABLE ONLY one REPLICA IDENTITY NOTHING;
   CREATE FUNCTION ones() RETURNS SETOF one LANGUAGE sql AS 'SELECT * FROM one';
   CREATE VIEW two AS SELECT id FROM ones();
   CREATE RULE "_RETURN" AS ON SELECT TO one DO INSTEAD SELECT 1 AS id, 'x'::text AS label;
   CREATE RULE quiet AS ON INSERT TO one DO INSTEAD NOTHING;
   COMMENT ON VIEW one IS 'a view';`,
  // Nothing where no transaction is.
  `CREATE TABLE locked (id integer);
   LOCK TABLE locked IN ACCESS EXCLUSIVE MODE;
   SET LOCAL search_path = nowhere;
   CREATE TABLE here (id integer);
   BEGIN;
   LOCK TABLE ONLY locked;
   SET LOCAL search_path = pg_catalog, public;
   CREATE TABLE public.there (id integer DEFAULT length('x'));
   COMMIT;
   CREATE TABLE after_it (id integer);`,
  // An old dump's head.
  `SET default_with_oids = false;
   CREATE PROCEDURAL LANGUAGE plpgsql;
   CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql;
   COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';
   CREATE TABLE plain (id integer) WITHOUT OIDS;
   CREATE TRIGGER t BEFORE UPDATE ON plain FOR EACH ROW EXECUTE PROCEDURE suppress_redundant_updates_trigger();`,
];

describeWithServer(15, (server) => {
  test("what psql takes is restored, and is the same there", async () => {
    const file = script(taken.join("\n"));
    const live = await server().createDatabase();
    const psql = join(server().binDir, "psql");
    await promisify(execFile)(psql, ["--no-psqlrc", "--quiet", "--file", file, live]).catch((error) => {
      throw new Error(String(error.stderr));
    });
    const { drift } = await check({ declared: file, live, rules: [] });
    expect(drift.map(({ type, id, attribute }) => [type, id, attribute])).toEqual([]);
  });
});

test("what psql takes is restored", async () => {
  const { objects, notCompared } = await readCatalog(script(taken.join("\n")));
  for (const id of [
    "view:public.one",
    "extension:citext",
    "extension:unaccent",
    "event trigger:told",
    "table:public.there",
  ])
    expect([...objects.keys()]).toContain(id);
  expect(notCompared.map(({ id, what }) => id ?? what)).toEqual([
    "ALTER DATABASE statement",
    "setting:search_path",
    "extension:no_such",
  ]);
});

describe("refused, with the way out, is", () => {
  test.each([
    ["a table with OIDs", "CREATE TABLE t (i int) WITH OIDS;", /:1: .*PostgreSQL 12 and later have no OIDS/],
    ["a type that is gone", "CREATE TABLE t (i abstime);", /:1: .*use timestamptz/],
    ["a trigger function of old", "CREATE FUNCTION f() RETURNS opaque LANGUAGE plpgsql AS '';", /:1: .*use trigger/],
    [
      "what comes too early",
      'CREATE VIEW v AS SELECT 1 FROM "T";\n\nCREATE TABLE "T" (i int);',
      /:1: .*relation "T" does not exist\. \S+:3 creates it/,
    ],
    [
      "a rule that makes no view",
      'CREATE TABLE t (i int PRIMARY KEY); CREATE RULE "_RETURN" AS ON SELECT TO t DO INSTEAD SELECT 1 AS i;',
      /cannot have ON SELECT rules/,
    ],
  ])("%s", async (_, sql, message) => {
    await expect(readCatalog(script(sql))).rejects.toThrow(message);
  });
});

test.each([
  ["COMMENT ON EXTENSION citext IS 'x'", []],
  ["CREATE TABLE extension (citext text)", ["citext"]],
  ["DO $$ BEGIN PERFORM 1; END $$ -- citext", []],
  ["DO 'BEGIN CREATE EXTENSION \"uuid-ossp\"; END'", ["uuid-ossp"]],
  ["SELECT f('create extension if not exists ' || name) FROM names", expect.arrayContaining(["pg_trgm", "seg"])],
])("an extension that code may make is at hand: %s", async (sql, names) => {
  expect(await extensionsOf(splitScript(sql, "x.sql"))).toEqual(names);
});
