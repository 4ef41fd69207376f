// What a stamp writes, what it refuses, and that whoever refuses has written nothing.

import { rm } from "node:fs/promises";
import { Client } from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { driftcheck, expectRefusal, startDriftcheck, useFolder } from "../support/cli.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { startKillProxy } from "./kill-proxy.ts";
import { model, projects, writeModel } from "./projects.ts";

const folder = useFolder();
const attestation = "driftcheck-attestation.yaml";
const of = (tool: string) => ["--declared", "model.yaml", "--tool", tool, "--migrations", tool];
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
const stamp = (live: string, tool: string, ...more: readonly string[]) =>
  run("stamp", "--live", live, ...of(tool), ...more);

beforeAll(async () => {
  await writeModel(folder());
  for (const [tool, write] of Object.entries(projects)) await write(folder(), tool);
  await folder().write("twins/1_a.up.sql", model);
  await folder().write("twins/1_b.up.sql", "SELECT 1;\n");
});
beforeEach(() => rm(folder().at(attestation), { force: true }));

describeWithOwnServer(15, (server) => {
  const dbmate = "SELECT version FROM schema_migrations ORDER BY version";
  const versions = ["20240101000001", "20240101000002"];
  const database = async (more = "") => {
    const live = await server().createDatabase();
    await query(live, model + more);
    return live;
  };
  const recorded = async (live: string) => (await query(live, dbmate)).map(({ version }) => version);
  const untouchedRecord = async (live: string) =>
    expect(await query(live, "SELECT relname FROM pg_class WHERE relname = 'schema_migrations'")).toEqual([]);
  const untouched = async (live: string) => {
    await untouchedRecord(live);
    expect(await folder().list()).not.toContain(attestation);
  };

  it("records the head once, and says so", async () => {
    const live = await database();
    const shown = Object.assign(new URL(live), { password: "" }).href;
    const ran = await stamp(live, "dbmate");
    expect(ran).toEqual({
      code: 0,
      stderr: "",
      stdout: `Stamped: dbmate at 20240101000002 in public.schema_migrations; attested in ${attestation}.\n`,
    });
    expect(await recorded(live)).toEqual(versions);
    const text = await folder().read(attestation);
    expect(text).toContain(`live: "${shown}"`);
    expect(await stamp(live, "dbmate")).toMatchObject({
      code: 0,
      stdout: "Already stamped: dbmate at 20240101000002 in public.schema_migrations.\n",
    });
    expect(await folder().read(attestation)).toBe(text);
    expect(await recorded(live)).toEqual(versions);
  });

  it("takes tool and migrations from the declared side, and a revision that is not the head", async () => {
    const live = await server().createDatabase();
    await query(live, "CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL)");
    const ran = await run("stamp", "--live", live, "--declared", "dbmate:dbmate", "--revision", "20240101000001");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(await recorded(live)).toEqual(versions.slice(0, 1));
    const asked = ["stamp", "--verify", attestation, "--live", live];
    expect((await run(...asked, "--declared", "dbmate:dbmate")).stdout).toContain("model     same");
    // The database is not at the model of the head yet.
    const early = await stamp(live, "dbmate");
    expect(early.code).toBe(1);
    await query(live, "CREATE INDEX by_email ON users (email)");
    expect((await stamp(live, "dbmate")).code).toBe(0);
    expect(await recorded(live)).toEqual(versions);
  });

  it("refuses a database that drifted, with the report, and records it by force", async () => {
    const live = await database("ALTER TABLE users ADD extra text;");
    const ran = await stamp(live, "dbmate");
    expect(ran).toMatchObject({ code: 1, stderr: "" });
    expect(ran.stdout).toMatch(/column:public\.\w+\.extra[\s\S]*\nNot stamped\. /);
    await untouched(live);
    expect((await stamp(live, "dbmate", "--force")).code).toBe(0);
    expect(await folder().read(attestation)).toMatch(/\nforced: true\ndrift: 1\n/);
    expect(await recorded(live)).toEqual(versions);
    // That all is recorded already says nothing of the schema.
    expect((await stamp(live, "dbmate")).code).toBe(1);
    expect((await stamp(live, "dbmate", "--force")).stdout).toMatch(/^Already stamped/);
  });

  it("prints just the SQL that it would run, and psql's like takes it", async () => {
    const live = await database();
    const ran = await stamp(live, "dbmate", "--dry-run");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(
      /^BEGIN[\s\S]*CREATE TABLE "public"\."schema_migrations"[\s\S]*INSERT [\s\S]*;\nCOMMIT;\n$/,
    );
    await untouched(live);
    const proxy = await startKillProxy(live, {});
    expect((await stamp(proxy.url, "dbmate")).code).toBe(0);
    await proxy.close();
    const sent = proxy.questions.slice(proxy.questions.findIndex((text) => text.includes("READ COMMITTED")));
    // Where nobody reads an answer, the lock is waited for.
    expect(ran.stdout).toContain("pg_advisory_xact_lock(");
    const asSent = ran.stdout.replace(/pg_advisory_xact_lock\((.*)\)/, "pg_try_advisory_xact_lock($1) AS got");
    const printed = asSent.split(/;\n/).filter((sql) => sql !== "");
    // Some settings are set again after the reading in between.
    expect([...new Set(sent.filter((sql) => printed.includes(sql)))]).toEqual(printed);
    const other = await database();
    await query(other, ran.stdout);
    expect(await recorded(other)).toEqual(versions);
  });

  it("refuses a record that it can't go on from, unless it is purged", async () => {
    const live = await database("CREATE TABLE schema_migrations (version varchar primary key);");
    await query(live, "INSERT INTO schema_migrations VALUES ('20240101000001'), ('20990101000000')");
    const before = await recorded(live);
    expectRefusal(
      await stamp(live, "dbmate"),
      /public\.schema_migrations: Revision 20990101000000 is recorded but not in the migrations/,
    );
    expect(await recorded(live)).toEqual(before);
    expect((await stamp(live, "dbmate", "--purge")).code).toBe(0);
    expect(await recorded(live)).toEqual(versions);
    const back = await stamp(live, "dbmate", "--revision", "20240101000001");
    expectRefusal(back, /Revision 20240101000002 is recorded, and 20240101000001 does not follow it.*--purge/);
  });

  it("refuses one that is half done", async () => {
    const live = await database("CREATE TABLE schema_migrations (version bigint primary key, dirty boolean not null);");
    await query(live, "INSERT INTO schema_migrations VALUES (2, true)");
    expectRefusal(await stamp(live, "golang-migrate"), /Migration 2 started but did not finish/);
    expect((await stamp(live, "golang-migrate", "--purge")).code).toBe(0);
    expect(await query(live, "SELECT * FROM schema_migrations")).toEqual([{ version: "2", dirty: false }]);
  });

  it("refuses what makes no sense in one line, before anything is written", async () => {
    const live = await database();
    const asked = (...args: readonly string[]) => run("stamp", "--live", live, ...args);
    const both = ["--declared", "model.yaml", "--migrations", "dbmate"];
    expectRefusal(await asked("--declared", "model.yaml"), /--tool is missing/);
    expectRefusal(await asked("--declared", "model.yaml", "--tool", "goose"), /--migrations is missing/);
    expectRefusal(await asked(...both.slice(0, 3), "no/such"), /--migrations no\/such: the folder does not exist/);
    expectRefusal(await asked(...both, "--tool", "goose"), /contradicts --migrations: dbmate belongs to dbmate/);
    expectRefusal(await asked(...both.slice(0, 3), "goose:goose", "--tool", "dbmate"), /goose belongs to goose/);
    expectRefusal(
      await stamp(live, "dbmate", "--revision", "20240101000001"),
      /is not the head, and .* declares only the head\. Pass --declared dbmate:dbmate/,
    );
    expectRefusal(await asked(...both, "--tool", "dbmatee"), /Did you mean dbmate\?/);
    expectRefusal(await stamp(live, "dbmate", "--revision", "20240101000003"), /Did you mean 2024010100000\d\?/);
    expectRefusal(await stamp(live, "dbmate", "--revision", ""), /--revision is empty/);
    expectRefusal(await stamp(live, "dbmate", "--attestation", "nowhere/a.yaml"), /cannot write the attestation/);
    expectRefusal(await stamp(live, "dbmate", "--attestation", folder().path), /cannot write the attestation/);
    expectRefusal(await stamp("model.yaml", "dbmate"), /not a live database/);
    expectRefusal(
      await asked("--declared", "model.yaml", "--tool", "golang-migrate", "--migrations", "twins"),
      /twins/,
    );
    await untouched(live);
  });

  it("refuses a server or a role that takes no writes", async () => {
    const live = await database();
    const name = new URL(live).pathname.slice(1);
    await query(live, `CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`);
    const reader = Object.assign(new URL(live), { username: "reader" }).href;
    expectRefusal(await stamp(reader, "dbmate"), /permission denied for schema public\. Stamp as the role/);
    await query(live, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    expectRefusal(await stamp(live, "dbmate"), /transactions are read-only/);
    await untouched(live);
  });

  it("waits for no other stamp, and not long for a migration", async () => {
    const live = await database("CREATE TABLE schema_migrations (version varchar primary key);");
    const other = new Client({ connectionString: live });
    await other.connect();
    try {
      await other.query("SELECT pg_advisory_lock(1685219686, 1937009008)");
      expectRefusal(await stamp(live, "dbmate"), /another driftcheck is stamping/);
      await other.query("SELECT pg_advisory_unlock_all(); BEGIN; LOCK TABLE schema_migrations IN ROW EXCLUSIVE MODE");
      expectRefusal(await stamp(live, "dbmate"), /a migration, holds a lock/);
    } finally {
      await other.end();
    }
    expect(await recorded(live)).toEqual([]);
  });

  it("two at once end as one stamp, and the other says why", async () => {
    const live = await database();
    const both = await Promise.all(
      [1, 2].map(
        (at) =>
          startDriftcheck(["stamp", "--live", live, ...of("goose"), "--attestation", `${at}.yaml`], {
            cwd: folder().path,
          }).ended,
      ),
    );
    expect(both.filter(({ stdout }) => stdout.startsWith("Stamped: "))).toHaveLength(1);
    const [loser] = both.filter(({ stdout }) => !stdout.startsWith("Stamped: "));
    expect(`${loser?.stdout}${loser?.stderr}`).toMatch(
      /Already stamped|another driftcheck is stamping|the recorded revisions of .* changed/,
    );
    const rows = await query(live, "SELECT version_id::int AS id FROM goose_db_version ORDER BY id");
    expect(rows.map(({ id }) => id)).toEqual([0, 1, 2]);
  });

  it.each([
    ["the schema", "ALTER TABLE users ADD late text", /the schema of .* changed during the check/],
    [
      "the record",
      "CREATE TABLE schema_migrations (version varchar primary key)",
      /the recorded revisions of .* changed during the check/,
    ],
  ])("refuses when %s changes between the check and the lock", async (_, sql, problem) => {
    const live = await database();
    let isDone = false;
    const proxy = await startKillProxy(live, {
      before: async (question) => {
        if (isDone || !question.includes("READ COMMITTED")) return;
        isDone = true;
        await query(live, sql);
      },
    });
    expectRefusal(await stamp(proxy.url, "dbmate"), problem);
    await proxy.close();
    expect(isDone).toBe(true);
    expect(await query(live, "SELECT 1 FROM pg_tables WHERE tablename = 'schema_migrations'")).toHaveLength(
      sql.startsWith("CREATE") ? 1 : 0,
    );
    expect(await folder().list()).not.toContain(attestation);
  });

  describe("an attestation", () => {
    it("is verified: same, and each difference by itself", async () => {
      const live = await database();
      expect((await stamp(live, "dbmate", "--attestation", "a.yaml")).code).toBe(0);
      const verify = (...more: readonly string[]) => run("stamp", "--verify", "a.yaml", "--live", live, ...more);
      const answers = async (...more: readonly string[]) => {
        const { code, stdout } = await verify(...more);
        return [code, ...[...stdout.matchAll(/^ {2}\w+ +(same|different|not asked)/gm)].map(([, answer]) => answer)];
      };
      expect(await answers("--declared", "model.yaml")).toEqual([0, "same", "same", "same", "same"]);
      expect(await answers()).toEqual([0, "same", "same", "not asked", "same"]);
      expect(await answers("--no-rules")).toEqual([1, "same", "same", "not asked", "different"]);
      await folder().write("other.sql", `${model}CREATE TABLE more (a integer);`);
      expect(await answers("--declared", "other.sql")).toEqual([1, "same", "same", "different", "same"]);
      await query(live, "ALTER TABLE users ADD late text");
      expect(await answers()).toEqual([1, "same", "different", "not asked", "same"]);
      expect((await verify()).stdout).toContain("see what changed with driftcheck check --declared model.yaml");
      await query(live, "ALTER TABLE users DROP late; INSERT INTO schema_migrations VALUES ('3')");
      expect(await answers()).toEqual([1, "different", "same", "not asked", "same"]);
      await query(live, "DROP TABLE schema_migrations");
      expect((await verify()).stdout).toContain("public.schema_migrations has nothing");
      expectRefusal(await run("stamp", "--verify", "a.yaml", "--live", "other.sql"), /not a live database/);
      expectRefusal(await verify("--force"), /--verify writes nothing/);
    });

    it("is written again where it is asked for and missing, and only then", async () => {
      const live = await database();
      expect((await stamp(live, "dbmate")).code).toBe(0);
      await rm(folder().at(attestation));
      expect((await stamp(live, "dbmate")).code).toBe(0);
      expect(await folder().list()).not.toContain(attestation);
      expect((await stamp(live, "dbmate", "--attestation", "again.yaml")).code).toBe(0);
      expect(await folder().list()).toContain("again.yaml");
    });

    it("is never written over another file, or another database's", async () => {
      const [live, other] = [await database(), await database()];
      await folder().write("notes.yaml", "mine: true\n");
      expectRefusal(
        await stamp(live, "dbmate", "--attestation", "notes.yaml"),
        /notes\.yaml is not an unmodified attestation/,
      );
      expect(await folder().read("notes.yaml")).toBe("mine: true\n");
      await untouched(live);
      expect((await stamp(live, "dbmate")).code).toBe(0);
      expectRefusal(await stamp(other, "dbmate"), /is the attestation of postgres:.*, not of postgres:/);
      await untouchedRecord(other);
      expect((await stamp(live, "dbmate", "--purge")).code).toBe(0);
    });

    it("is of what decided, too", async () => {
      const live = await database("CREATE SCHEMA other; CREATE TABLE other.t (a integer);");
      await folder().write("driftcheck.yaml", "environments: { scoped: { scope: { schemas: [public] } } }\n");
      const scope = ["--env", "scoped"];
      expect(await stamp(live, "dbmate", ...scope)).toMatchObject({ code: 0, stderr: "" });
      expect(await folder().read(attestation)).toContain('scope: {"schemas":["public"]}');
      const verify = ["stamp", "--verify", attestation, "--live", live];
      expect((await run(...verify, ...scope)).code).toBe(0);
      expect((await run(...verify, "--declared", "model.yaml")).stdout).toContain("rules     different");
    });
  });
});
