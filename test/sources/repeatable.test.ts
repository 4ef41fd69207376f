// Which scripts are remembered: those that make the same each time, whatever they run. Each near miss would be another schema on
// another day, in another session, or by chance.

import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectEmbedded, type Embedded } from "../../src/embedded/embedded.ts";
import { isRepeatable } from "../../src/embedded/repeatable/repeatable.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { driftcheck, useFolder } from "../support/cli.ts";

let embedded: Embedded;
beforeAll(async () => {
  embedded = await connectEmbedded(["pgcrypto", "uuid-ossp"]);
  await embedded.client.query('CREATE EXTENSION pgcrypto; CREATE EXTENSION "uuid-ossp"');
});
afterAll(() => embedded.close());

const block = (body: string, declare = "") => `DO $$ ${declare} BEGIN ${body} END $$;`;
const each = (query: string, text: string) =>
  block(`FOR r IN ${query} LOOP EXECUTE ${text}; END LOOP;`, "DECLARE r record;");
const makesPart =
  "CREATE FUNCTION make_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('CREATE TABLE %I ()', 'p' || to_char(NEW.at, 'YYYYMM')); RETURN NEW; END $$;";
const stamps =
  "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;";
const makesToday =
  "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE t' || extract(year from now()); END $$;";
const log = "CREATE TABLE log (at timestamptz DEFAULT now());";
const trigger = (name: string) => `CREATE TRIGGER t BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION ${name}();`;
const onEvent = (name: string) => `CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION ${name}();`;

describe("is repeatable", () => {
  const scripts: Readonly<Record<string, string>> = {
    "what a dump begins with":
      "SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE t (at timestamptz DEFAULT now());",
    "a sequence's value": "SELECT pg_catalog.setval('s', 5, true); SELECT setval('s', (SELECT max(id) FROM t));",
    "a type that may be there": block("CREATE TYPE e AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL;"),
    "a role that may be there": block(
      "IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF;",
    ),
    "an extension that may be there": block(
      "IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'citext') THEN CREATE EXTENSION citext; END IF;",
    ),
    "a column with a default of the clock": block(
      "ALTER TABLE t ADD at timestamptz DEFAULT now(); EXCEPTION WHEN duplicate_column THEN NULL;",
    ),
    "each table of a schema": each(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
      "format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', r.tablename)",
    ),
    "text that is joined": each(
      "SELECT table_name AS n FROM information_schema.tables",
      "'ALTER TABLE ' || quote_ident(r.n) || ' SET SCHEMA other'",
    ),
    "a database's own name": block("EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET jit = off';"),
    "PostgreSQL's version": block(
      "IF current_setting('server_version_num')::int >= 120000 THEN CREATE TABLE t (); END IF;",
    ),
    "rows of a migration tool":
      "CREATE TABLE schema_migrations (version text); INSERT INTO schema_migrations VALUES ('1'), ('2');",
    "rows of the clock": `${log} INSERT INTO log VALUES (now()); ${block("UPDATE log SET at = clock_timestamp();")}`,
    "a trigger that stamps rows": `${log} ${stamps} ${trigger("stamp")} INSERT INTO log DEFAULT VALUES;`,
    "a trigger that makes tables, of which no row is made": `${log} ${makesPart} ${trigger("make_part")} CREATE TABLE other (); INSERT INTO other DEFAULT VALUES;`,
    "a function that nothing calls": `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE t' || extract(year from now()); END $$; ${block("CREATE TABLE u ();")}`,
    "a function that makes what it is told": `CREATE FUNCTION add_at(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER TABLE %I ADD at date', t); END $$; SELECT add_at('t');`,
    "a trigger on events that only tells": `CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY pgrst; END $$; ${onEvent("watch")} CREATE TABLE t ();`,
    "bounds that are plain": "CREATE TABLE p PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');",
    "text that says today": "CREATE TABLE t (period text CHECK (period = ANY (ARRAY['today'::text, 'week'::text])));",
    "a view of a function that would make a table": `${makesToday} CREATE VIEW v AS SELECT f();`,
    "rows of a table that is made":
      "CREATE TABLE a AS SELECT now() AS at; CREATE MATERIALIZED VIEW m AS SELECT random();",
    "copied rows": "COPY t FROM stdin;\n1\n\\.\n",
  };
  it.each(Object.entries(scripts))("%s", async (_, sql) => {
    expect(await isRepeatable(embedded.client, splitScript(sql, "x.sql"))).toBe(true);
  });
});

describe("is not repeatable", () => {
  const named = (value: string) => block(`EXECUTE format('CREATE TABLE %I ()', 't' || ${value});`);
  const scripts: Readonly<Record<string, string>> = {
    "a name of the clock": named("to_char(now(), 'YYYYMM')"),
    "a default of the clock's value": block(
      "EXECUTE format('ALTER TABLE t ALTER at SET DEFAULT %L', clock_timestamp());",
    ),
    "a name of today": named("CURRENT_DATE"),
    "a name by chance": named("random()"),
    "a name of an extension's chance": named("uuid_generate_v4()"),
    "a name of a key": named("gen_random_uuid()"),
    "a name of the user": named("current_user"),
    "a name of the session's user": named("session_user::text"),
    "a name of the version": named("version()"),
    "a name of the client's address": named("coalesce(inet_client_addr()::text, '')"),
    "a name of the transaction": named("txid_current()"),
    "a name of a setting": named("current_setting('TimeZone')"),
    "a name of a sequence": named("nextval('s')"),
    "a date of the clock's word": block(
      "d := 'today'; EXECUTE format('CREATE TABLE %I ()', 't' || d);",
      "DECLARE d date;",
    ),
    "a condition of the clock": block("IF now() > '2027-01-01' THEN CREATE TABLE t (); END IF;"),
    "a condition of who is there": block(
      "IF EXISTS (SELECT FROM pg_stat_activity WHERE pid > 9) THEN CREATE TABLE t (); END IF;",
    ),
    "a condition of rows of the clock": `${log} INSERT INTO log DEFAULT VALUES; ${block("IF (SELECT max(at) FROM log) > '2027-01-01' THEN CREATE TABLE t (); END IF;")}`,
    "text that is not known": each("SELECT cmd FROM pg_catalog.pg_policies", "r.cmd"),
    "a query that is not known": each("SELECT proname FROM pg_proc", "format('SELECT %I()', r.proname)"),
    "a function that asks the clock": `CREATE FUNCTION month() RETURNS text LANGUAGE sql AS $$ SELECT to_char(now(), 'MM') $$; ${named("month()")}`,
    "PostgreSQL's clock under another name": `CREATE FUNCTION jetzt() RETURNS timestamptz LANGUAGE internal AS 'now'; ${named("jetzt()")}`,
    "a function that makes a table of today": `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE t' || extract(year from now()); END $$; SELECT f();`,
    "the same through another": `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE t' || extract(year from now()); END $$; CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM f(); END $$; SELECT 1 FROM (SELECT g()) x;`,
    "rows of a function that makes a table of today": `${makesToday} CREATE TABLE t (); INSERT INTO t SELECT FROM (SELECT f()) x;`,
    "a table of a function that makes another": `${makesToday} CREATE TABLE t AS SELECT f();`,
    "a materialized view of it": `${makesToday} CREATE MATERIALIZED VIEW t AS SELECT f();`,
    "bounds of a function": "CREATE TABLE p PARTITION OF t FOR VALUES FROM (first_day()) TO ('2027-01-01');",
    "a procedure": `CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE TABLE t' || extract(year from now()); END $$; CALL f();`,
    "a trigger that makes a table for a row": `${log} ${makesPart} ${trigger("make_part")} INSERT INTO log DEFAULT VALUES;`,
    "the same for a row of its view": `${log} CREATE VIEW logged AS SELECT at FROM log; ${makesPart} ${trigger("make_part")} INSERT INTO logged DEFAULT VALUES;`,
    "the same for a row of a block": `${log} ${makesPart} ${trigger("make_part")} ${block("INSERT INTO log DEFAULT VALUES;")}`,
    "a trigger on events that asks the clock": `CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF now() > '2027-01-01' THEN CREATE ROLE r; END IF; END $$; ${onEvent("f")} CREATE TABLE t ();`,
    "bounds of the clock": "CREATE TABLE p PARTITION OF t FOR VALUES FROM (now()) TO (now() + '1 month'::interval);",
    "bounds of today": "ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM ('today') TO ('tomorrow');",
    "bounds of the current date": "CREATE TABLE p PARTITION OF t FOR VALUES IN (CURRENT_DATE);",
    "a default that is today's": "CREATE TABLE t (at date DEFAULT 'today'::date);",
    "a check that is today's": "ALTER TABLE t ADD CHECK (at > 'yesterday');",
    "a setting of the clock":
      "SELECT set_config('search_path', CASE WHEN now() > '2027-01-01' THEN 'a' ELSE 'b' END, false);",
    "a language that nobody reads": `CREATE FUNCTION f() RETURNS void LANGUAGE plperl AS $$ $$; ${block("PERFORM f(); CREATE TABLE t ();")}`,
    "a prepared statement": "PREPARE p AS SELECT 1; EXECUTE p;",
    "an operator of the clock": `CREATE FUNCTION later(timestamptz) RETURNS boolean LANGUAGE sql AS 'SELECT $1 < now()'; CREATE OPERATOR !! (RIGHTARG = timestamptz, FUNCTION = later); ${block("IF !! '2027-01-01'::timestamptz THEN CREATE TABLE t (); END IF;")}`,
  };
  it.each(Object.entries(scripts))("%s", async (_, sql) => {
    expect(await isRepeatable(embedded.client, splitScript(sql, "x.sql"))).toBe(false);
  });
});

describe("the cache", () => {
  const folder = useFolder();
  it("remembers a dump with a block, and restores one of the clock each time", async () => {
    const env = { DRIFTCHECK_CACHE_DIR: folder().at("cache") };
    const kept = async () =>
      (await readdir(folder().at("cache"))).filter((name) => name.endsWith("-plain.packed")).length;
    const check = async (sql: string) => {
      const script = await folder().write("schema.sql", sql);
      const snapshot = folder().at("out.yaml");
      const ran = await driftcheck(["snapshot", "--from", script, "--out", snapshot], { env });
      expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: "" });
      return folder().read("out.yaml");
    };
    const script = block("CREATE TABLE t (at timestamptz DEFAULT now()); EXCEPTION WHEN duplicate_table THEN NULL;");
    const first = await check(script);
    expect(await kept()).toBe(1);
    expect(await check(script)).toBe(first);
    const byClock = block("EXECUTE format('CREATE TABLE t (at timestamptz DEFAULT %L)', clock_timestamp());");
    expect(await check(byClock)).not.toBe(await check(byClock));
    expect(await kept()).toBe(1);
  });
});
