// From a dump to a database that is stamped and checked; whatever is refused or fails leaves the place as empty as before.

import { mkdir, readdir, rm } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { model, projects, writeModel } from "../stamp/projects.ts";
import { driftcheck, expectRefusal, type Ran, useFolder } from "../support/cli.ts";
import { hasTurn, sample } from "../support/sample.ts";
import { pgDump } from "../support/servers/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const folder = useFolder();
const attestation = "driftcheck-attestation.yaml";
const of = ["--declared", "model.yaml", "--tool", "goose", "--migrations", "goose"];
const bootstrap = (into: string, dump = "dump.sql", ...more: readonly string[]) =>
  driftcheck(["bootstrap", "--dump", dump, "--into", into, ...of, ...more], { cwd: folder().path });

const dump = `\\restrict abc
SET statement_timeout = 0;
SET transaction_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA public;
CREATE TABLE public.users (id integer NOT NULL, email text NOT NULL);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX by_email ON public.users USING btree (email);
\\unrestrict abc
`;

beforeAll(async () => {
  await writeModel(folder());
  await projects.goose?.(folder(), "goose");
  await folder().write("dump.sql", dump);
});
beforeEach(() => rm(folder().at(attestation), { force: true }));

/** The stages are told on stderr, then one line says why not. */
function expectFailure(ran: Ran, problem: RegExp): void {
  const lines = ran.stderr.trimEnd().split("\n");
  expect(lines.at(-1)).toMatch(/^driftcheck: /);
  expect(lines.at(-1)).toMatch(problem);
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: "" });
}

describeWithOwnServer(15, (server) => {
  const isEmpty = async (live: string) =>
    expect(await query(live, "SELECT relname FROM pg_class WHERE oid >= 16384")).toEqual([]);

  it("restores, stamps and checks, and tells of each", async () => {
    const live = await server().createDatabase();
    const ran = await bootstrap(live);
    expect(ran.stdout).toBe(`Stamped: goose at 2 in public.goose_db_version; attested in ${attestation}.\n`);
    expect(ran.stderr).toMatch(
      /^restore: 7 statements of dump\.sql, 2 without effect left out .*\nstamp: goose at 2 in .*\ncheck: no drift in .*\n$/,
    );
    expect(ran.code).toBe(0);
    expect(await query(live, "SELECT version_id::int AS id FROM goose_db_version")).toHaveLength(3);
    const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
    expect((await run("stamp", "--verify", attestation, "--live", live)).code).toBe(0);
    expect((await run("check", "--declared", "goose:goose", "--live", live)).code).toBe(0);
  });

  it("restores what pg_dump wrote of a database that the tool had migrated", async () => {
    const source = await server().createDatabase();
    await query(source, model);
    const text = await pgDump(source, ["--schema-only", "--no-owner", "--no-privileges"]);
    if (text === undefined) return;
    await folder().write("real.sql", text);
    expect(await bootstrap(await server().createDatabase(), "real.sql")).toMatchObject({ code: 0 });
    await pgDump(source, ["--format=custom", "--no-owner", "--no-privileges", `--file=${folder().at("real.dump")}`]);
    expect(await bootstrap(await server().createDatabase(), "real.dump", "--attestation", "real.yaml")).toMatchObject({
      code: 0,
    });
  });

  it("asks only what everyone may read", async () => {
    const live = await server().createDatabase();
    const name = new URL(live).pathname.slice(1);
    await query(live, `CREATE ROLE plain_${name} LOGIN; ALTER DATABASE ${name} OWNER TO plain_${name}`);
    const asOwner = new URL(live);
    asOwner.username = `plain_${name}`;
    await query(live, `ALTER SCHEMA public OWNER TO plain_${name}`);
    expect(await bootstrap(asOwner.href)).toMatchObject({ code: 0 });
    expectRefusal(await bootstrap(asOwner.href), /is not empty: it has /);
  });

  it.each([
    ["a table", "CREATE TABLE mine (a integer)", /table public\.mine/],
    ["a type", "CREATE TYPE mine AS ENUM ('a')", /type public\.mine/],
    ["a domain", "CREATE DOMAIN mine AS text", /type public\.mine/],
    ["a function", "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", /function public\.mine\(\)/],
    ["a sequence", "CREATE SEQUENCE mine", /sequence public\.mine/],
    ["a view", "CREATE VIEW mine AS SELECT 1 AS a", /view public\.mine/],
    ["a schema", "CREATE SCHEMA mine", /schema mine/],
    ["an extension", "CREATE EXTENSION citext", /extension citext/],
    ["a collation", 'CREATE COLLATION mine FROM "C"', /collation public\.mine/],
    [
      "default privileges",
      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
      /default acl for role postgres on tables/,
    ],
    [
      "default privileges in a schema of initdb's",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
      /default acl for role postgres in schema public on tables/,
    ],
    ["a large object", "SELECT lo_create(0)", /large object \d+/],
    ["a large object of a number of initdb's", "SELECT lo_create(7)", /large object 7/],
    ["a cast", "CREATE CAST (text AS int) WITH INOUT", /cast \(pg_catalog\.text AS integer\)/],
    [
      "an operator in a family of initdb's",
      "ALTER OPERATOR FAMILY integer_ops USING btree ADD FUNCTION 1 (int4, numeric) btint4cmp(int4, int4)",
      /function of access method .*integer_ops/,
    ],
    [
      "an operator",
      "CREATE OPERATOR <=#=> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
      /operator public\.<=#=>/,
    ],
    [
      "a text search",
      "CREATE TEXT SEARCH CONFIGURATION mine (COPY = english)",
      /text search configuration public\.mine/,
    ],
    ["a conversion", "CREATE CONVERSION mine FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1", /conversion public\.mine/],
    ["an access method", "CREATE ACCESS METHOD mine TYPE TABLE HANDLER heap_tableam_handler", /access method mine/],
    ["a publication", "CREATE PUBLICATION mine FOR ALL TABLES", /publication mine/],
    ["a foreign data wrapper", "CREATE FOREIGN DATA WRAPPER mine", /foreign-data wrapper mine/],
    ["a language", "CREATE LANGUAGE mine HANDLER plpgsql_call_handler", /language mine/],
    [
      "a subscription",
      "CREATE SUBSCRIPTION mine CONNECTION 'host=there' PUBLICATION p WITH (connect = false, slot_name = NONE)",
      /subscription mine/,
    ],
  ])("refuses a database that has %s, and names it", async (_, sql, problem) => {
    const live = await server().createDatabase();
    await query(live, sql);
    expectRefusal(await bootstrap(live), /is not empty: it has /, problem);
    expect(await folder().list()).not.toContain(attestation);
  });

  it.each([
    [
      "a role that is not there",
      "ALTER TABLE public.users OWNER TO nobody_known;",
      /bad\.sql:10: .*role "nobody_known" does not exist\. Make the dump with pg_dump --no-owner/,
    ],
    ["a grant to one", "GRANT SELECT ON TABLE public.users TO nobody_known;", /--no-privileges/],
    [
      "a failing statement with a password",
      "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'bob', password 'hunter2');",
      /^(?!.*hunter2)(?!.*bob).*bad\.sql:10: cannot restore CREATE USER: /,
    ],
    [
      "a default that is no number",
      "CREATE TABLE public.more (a integer DEFAULT 'hunter2');",
      /^(?!.*hunter2).*bad\.sql:10: cannot restore CREATE TABLE: invalid input syntax/,
    ],
    ["a mistake at a text", "CREATE TABLE public.more 'hunter2';", /^(?!.*hunter2).*bad\.sql:10: .*syntax error/],
    ["a role", "CREATE USER evil PASSWORD 'hunter2';", /^(?!.*hunter2).*bad\.sql:10: CREATE ROLE changes the whole/],
    [
      "a change to one",
      "ALTER ROLE postgres SET work_mem = '1MB';",
      /bad\.sql:10: ALTER ROLE changes the whole cluster/,
    ],
    ["a role's name", "ALTER ROLE postgres RENAME TO other;", /bad\.sql:10: a statement about a role/],
    ["a grant of one", "GRANT pg_read_all_data TO postgres;", /bad\.sql:10: a GRANT of a role/],
    ["a setting of the cluster", "ALTER SYSTEM SET work_mem = '1MB';", /bad\.sql:10: ALTER SYSTEM/],
    ["a tablespace", "CREATE TABLESPACE t LOCATION '/tmp';", /bad\.sql:10: CREATE TABLESPACE/],
    ["a setting of the database", "ALTER DATABASE postgres SET work_mem = '1MB';", /bad\.sql:10: ALTER DATABASE/],
    ["a program", "COPY public.users FROM PROGRAM 'id';", /bad\.sql:10: COPY changes rows/],
    ["a row", "INSERT INTO public.users VALUES (1, 'a');", /bad\.sql:10: INSERT changes rows/],
    ["a row in a query", "WITH a AS (DELETE FROM public.users RETURNING 1) SELECT FROM a;", /:10: DELETE changes rows/],
    ["code", "DO $$ BEGIN CREATE ROLE evil; END $$;", /bad\.sql:10: DO runs code/],
    ["a mistake", "CREATE TABLE public.more (a nonsense);", /bad\.sql:10: .*type "nonsense" does not exist/],
    ["CONCURRENTLY", "CREATE INDEX CONCURRENTLY late ON public.users (email);", /without CONCURRENTLY/],
    ["a database", "CREATE DATABASE other;", /bad\.sql:10: /],
    [
      "data",
      "COPY public.users (id, email) FROM stdin;\n1\ta\n\\.\n",
      /bad\.sql:12: The dump contains data.*--schema-only/,
    ],
    ["a rollback", "ROLLBACK;", /bad\.sql:10: ROLLBACK cannot run in a restore/],
    ["a prepared transaction", "PREPARE TRANSACTION 'x';", /PREPARE TRANSACTION cannot run in a restore/],
    ["an extension that is not installed", "CREATE EXTENSION no_such_thing;", /Install the extension/],
    ["psql's own words", "\\i other.sql", /\\i is not supported/],
    ["no end", "SELECT 'x", /does not end/],
  ])("leaves nothing where the dump has %s", async (_, sql, problem) => {
    const live = await server().createDatabase();
    await folder().write("bad.sql", `${dump}${sql}\n`);
    expectFailure(await bootstrap(live, "bad.sql"), problem);
    await isEmpty(live);
    expect(await folder().list()).not.toContain(attestation);
  });

  it("leaves nothing where the dump is not what the model says, unless by force", async () => {
    const live = await server().createDatabase();
    await folder().write("other.sql", `${dump}ALTER TABLE public.users ADD extra text;\n`);
    const ran = await bootstrap(live, "other.sql");
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/column:public\.users\.extra[\s\S]*Not stamped\. /);
    expect(ran.stderr).toContain("Nothing was restored into ");
    await isEmpty(live);
    expect((await bootstrap(live, "other.sql", "--force")).code).toBe(0);
    expect(await folder().read(attestation)).toContain("forced: true\ndrift: 1\n");
  });

  it("runs the transactions of a script as a part of its own", async () => {
    const live = await server().createDatabase();
    await folder().write("begin.sql", `BEGIN;\n${dump}COMMIT;\n`);
    expect((await bootstrap(live, "begin.sql")).code).toBe(0);
  });

  it("refuses what makes no sense", async () => {
    const live = await server().createDatabase();
    expectRefusal(await bootstrap(live, "none.sql"), /cannot read none\.sql/);
    await folder().write("empty.sql", "-- nothing\n");
    expectRefusal(await bootstrap(live, "empty.sql"), /contains no statement/);
    expectRefusal(await bootstrap("", "dump.sql"), /--into is empty/);
    expectRefusal(await bootstrap("somewhere.sql"), /not a live database/);
    expectRefusal(await bootstrap(live, "dump.sql", "--live", live), /bootstrap has no --live: use --into/);
    await isEmpty(live);
  });
});

describe("into a PGlite folder", () => {
  const siblings = async () => (await readdir(folder().path)).filter((name) => name.includes("unfinished"));

  it.runIf(hasTurn("into a folder"))("makes one, also where an empty folder waits for it", async () => {
    await mkdir(folder().at("waiting"));
    for (const name of sample(["made", "waiting"], 1)) {
      const ran = await bootstrap(`pglite:${name}`, "dump.sql", "--attestation", `${name}.yaml`);
      expect(ran).toMatchObject({ code: 0 });
      const verify = ["stamp", "--verify", `${name}.yaml`, "--live", `pglite:${name}`, "--declared", "model.yaml"];
      expect((await driftcheck(verify, { cwd: folder().path })).code).toBe(0);
      const pglite = await PGlite.create(folder().at(name));
      await pglite.exec("INSERT INTO users VALUES (1, 'a')");
      await pglite.close();
    }
    expect(await siblings()).toEqual([]);
  });

  it.runIf(hasTurn("not empty"))("refuses one that is not empty, and leaves none that fails", async () => {
    await folder().write("full/kept.txt", "kept");
    expectRefusal(await bootstrap("pglite:full"), /is not empty: it contains kept\.txt/);
    expect(await folder().read("full/kept.txt")).toBe("kept");
    expectRefusal(await bootstrap("pglite:no/where"), /does not exist/);
    expectRefusal(await bootstrap("pglite:dump.sql"), /is a file/);
    await folder().write("bad.sql", `${dump}CREATE TABLE public.more (a nonsense);\n`);
    expectFailure(await bootstrap("pglite:failed", "bad.sql"), /nonsense/);
    await folder().write("other.sql", `${dump}ALTER TABLE public.users ADD extra text;\n`);
    expect((await bootstrap("pglite:failed", "other.sql")).code).toBe(1);
    expect(await folder().list()).not.toContain("failed");
    expect(await siblings()).toEqual([]);
  });
});
