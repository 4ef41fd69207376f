// Whatever a script does in the embedded PostgreSQL, its check ends: within the bound, with the statement's file and line.

import { expect, test } from "vitest";
import { SourceError } from "../../src/errors.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { sample } from "../support/sample.ts";

const folder = useFolder();
const table = "CREATE TABLE a (i integer);";
const lines = (sql: string) => `${table}\n${table.replace(" a ", " b ")}\n${sql}\n`;
const late = /looping\.sql:3: this statement was still running after 1 seconds \(--restore-timeout\)/;

const loops: readonly [string, string][] = [
  ["a loop", "DO $$ BEGIN LOOP END LOOP; END $$;"],
  [
    "a loop that catches what it raises",
    "DO $$ BEGIN LOOP BEGIN RAISE 'x'; EXCEPTION WHEN others THEN END; END LOOP; END $$;",
  ],
  ["a long series", "CREATE TABLE c AS SELECT count(*) AS n FROM generate_series(1, 10000000000) AS g;"],
  [
    "endless recursion of a query",
    "CREATE MATERIALIZED VIEW m AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT 1 - n FROM r) SELECT count(*) AS n FROM r;",
  ],
  [
    "a pattern that tries all",
    "SELECT repeat('a', 40) || 'b' ~ '^(?:(a+)\\1*)*(a*)*\\2*c$' FROM generate_series(1, 1000000000);",
  ],
  ["sleep", "SELECT pg_sleep(100000);"],
  [
    "a default that is asked for",
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN LOOP END LOOP; END $$; INSERT INTO a VALUES (f());",
  ],
  [
    "a trigger of events",
    "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN LOOP END LOOP; END $$; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f(); CREATE TABLE c (i integer);",
  ],
  [
    "a check of rows",
    "CREATE FUNCTION f(i int) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN LOOP END LOOP; END $$; INSERT INTO a VALUES (1); ALTER TABLE a ADD CHECK (f(i));",
  ],
  [
    "an index of them",
    "CREATE FUNCTION f(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN LOOP END LOOP; END $$; INSERT INTO a VALUES (1); CREATE INDEX ON a (f(i));",
  ],
];

test.each(sample(loops, 3))("%s is ended, and told by file and line", async (_, sql) => {
  await folder().write("declared.sql", table);
  await folder().write("looping.sql", lines(sql));
  const args = ["--declared", "declared.sql", "--live", "looping.sql", "--restore-timeout", "1"];
  expectRefusal(await driftcheck(args, { cwd: folder().path }), late);
});

test.each([
  [
    "a function that calls itself",
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(); END $$;\nSELECT f();",
  ],
  ["a deep expression", `CREATE VIEW v AS SELECT ${Array.from({ length: 30_000 }, () => "1").join(" + ")} AS n;`],
  ["deep parentheses", `CREATE VIEW v AS SELECT ${"(".repeat(40_000)}1${")".repeat(40_000)} AS n;`],
  ["a value that is too large", "CREATE TABLE c AS SELECT repeat('x', 1100000000) AS t;"],
])("%s is told as what a server says of it", async (_, sql) => {
  await folder().write("deep.sql", lines(sql));
  const refused = readCatalog(folder().at("deep.sql"), { restoreTimeout: 30 });
  await expect(refused).rejects.toThrow(/deep\.sql:[34]: .*(?:stack depth|memory exhausted|memory|too large|invalid)/);
});

test("a library's call ends, too", async () => {
  await folder().write("looping.sql", lines("DO $$ BEGIN LOOP END LOOP; END $$;"));
  const read = readCatalog(folder().at("looping.sql"), { restoreTimeout: 1 });
  await expect(read).rejects.toThrow(late);
  await expect(read).rejects.toBeInstanceOf(SourceError);
});
