// What mutations.test.ts does for every other kind, for settings of the database: a copy of a database comes without them, and
// what is restored from a script without CREATE DATABASE has none to miss.

import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { settings } from "../../src/kinds/settings.ts";
import { introspect } from "../../src/read/introspect.ts";
import { driftcheck, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";
import { pgDump } from "../support/servers/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer, type Server } from "../support/servers.ts";
import { asDemanded, asExpected, judge, type Mutation } from "./mutation.ts";

const before = `
  CREATE ROLE reporting;
  CREATE SCHEMA shop; CREATE TABLE shop.t (a int);
  ALTER DATABASE postgres SET search_path = shop, public;
  ALTER DATABASE postgres SET timezone = 'UTC';
  ALTER DATABASE postgres SET app.tenant = 'one';
  ALTER DATABASE postgres SET app.jwt_secret = 'hunter2';
  ALTER ROLE reporting IN DATABASE postgres SET work_mem = '64MB'`;

const mutations: readonly Mutation[] = [
  {
    name: "another time zone",
    sql: "ALTER DATABASE postgres SET timezone = 'Europe/Zurich'",
    expect: ['changed setting:"TimeZone" value'],
  },
  {
    name: "another parameter of one's own",
    sql: "ALTER DATABASE postgres SET app.tenant = 'two'",
    expect: ['changed setting:"app.tenant" value'],
  },
  { name: "a secret that nobody may read", sql: "ALTER DATABASE postgres SET app.jwt_secret = 'hunter3'", expect: [] },
  {
    name: "schemas in another order",
    sql: "ALTER DATABASE postgres SET search_path = public, shop",
    expect: ["changed setting:search_path searchPath"],
  },
  {
    name: "a role's setting changes",
    sql: "ALTER ROLE reporting IN DATABASE postgres SET work_mem = '1GB'",
    expect: ["changed setting:reporting.work_mem value"],
  },
  { name: "one less", sql: "ALTER DATABASE postgres RESET timezone", expect: ['missing setting:"TimeZone"'] },
  {
    name: "one more",
    sql: "ALTER DATABASE postgres SET statement_timeout = '5s'",
    expect: ["unexpected setting:statement_timeout"],
  },
  {
    name: "one more of a role",
    sql: "ALTER ROLE reporting IN DATABASE postgres SET jit = off",
    expect: ["unexpected setting:reporting.jit"],
  },
  { name: "a role's setting everywhere is the cluster's", sql: "ALTER ROLE reporting SET jit = off", expect: [] },
];

describe("the settings of a database, mutated", () => {
  let embedded: Awaited<ReturnType<typeof connectEmbedded>>;
  let declared: Catalog;
  beforeAll(async () => {
    embedded = await connectEmbedded([]);
    await embedded.client.query(before);
    declared = await read();
  });
  afterAll(() => embedded.close());

  const read = () => introspect(embedded.client, { ofDatabase: true });

  async function mutated({ sql }: Pick<Mutation, "sql">): Promise<Catalog> {
    await embedded.client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await embedded.client.query(sql);
    // It finds the transaction open, and rolls it back.
    return read();
  }

  it("has each attribute changed", () => {
    const changed = mutations.flatMap((mutation) => mutation.expect.map((each) => each.split(" ").at(-1)));
    expect(Object.keys(settings.attributes).filter((name) => !changed.includes(name))).toEqual([]);
  });

  it.each(mutations)("$name", async (mutation) => {
    const { drift } = await applyRules(
      await compare(declared, await mutated(mutation)),
      await loadPreset(),
      "2026-01-01",
    );
    expect(judge(drift, [], mutation)).toEqual(asDemanded);
  });

  it("shows no secret, and counts it", async () => {
    expect(JSON.stringify([...declared.objects.values()])).not.toMatch(/hunter|"one"/);
    expect(declared.notCompared).toContainEqual(expect.objectContaining({ what: "secret option value", count: 1 }));
  });

  it("follows a schema that is mapped", async () => {
    const moved = await mutated({
      sql: `ALTER SCHEMA shop RENAME TO "My Shop"; ALTER DATABASE postgres SET search_path = "My Shop", public`,
    });
    const { drift } = await compare(declared, moved, { mapSchemas: new Map([["My Shop", "shop"]]) });
    expect(drift.map(asExpected)).toEqual([]);
  });
});

describeWithOwnServer(15, (server) => {
  const files = useFolder();
  const run = (...args: string[]) => driftcheck(args, { cwd: files().path });
  const lines = (text: string, word: string) => text.split("\n").filter((line) => line.includes(word));

  async function shop(server: Server, ...more: string[]): Promise<string> {
    const url = await server.createDatabase();
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    await query(url, `CREATE TABLE t (a int); ALTER DATABASE "${name}" SET timezone = 'UTC'; ${more.join(";")}`);
    return url;
  }

  test.runIf(hasTurn("create"))("pg_dump --create brings them, and a dump without it has none to miss", async () => {
    const url = await shop(server());
    await files().write("whole.sql", (await pgDump(url, ["--schema-only", "--create"])) ?? "");
    await files().write("plain.sql", (await pgDump(url)) ?? "");
    const whole = await run("check", "--declared", "whole.sql", "--live", url);
    expect([whole.code, whole.stderr, lines(whole.stdout, "setting")]).toEqual([
      0,
      "",
      [expect.stringMatching(/1 setting/)],
    ]);
    const plain = await run("check", "--declared", "plain.sql", "--live", url);
    expect([plain.code, plain.stderr, lines(plain.stdout, "setting")]).toEqual([
      0,
      "",
      [expect.stringMatching(/setting, 1 live/)],
    ]);
    await query(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET timezone = 'Asia/Tokyo'`);
    const changed = await run("check", "--declared", "whole.sql", "--live", url);
    expect([changed.code, changed.stdout]).toEqual([1, expect.stringMatching(/Asia\/Tokyo/)]);
  });

  test.runIf(hasTurn("role"))("a role's is the dump's as well, though no dump brings the role", async () => {
    const url = await shop(server());
    const name = new URL(url).pathname.slice(1);
    await query(url, `CREATE ROLE hr; ALTER ROLE hr IN DATABASE "${name}" SET search_path = evil`);
    const dump = (await pgDump(url, ["--schema-only", "--create"])) ?? "";
    await files().write("whole.sql", dump);
    await files().write("other.sql", dump.replace("evil", "good"));
    const same = await run("check", "--declared", "whole.sql", "--live", url);
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining("Compared 2 settings")]);
    // Of the embedded database's own making there is nothing to tell.
    expect(lines(same.stdout, "database property")).toEqual([
      expect.stringMatching(/1 declared \(whole\.sql:\d+: set when a database is created\)/),
      expect.stringMatching(/4 live \(encoding/),
    ]);
    for (const live of ["other.sql", await shop(server())]) {
      const drift = await run("check", "--declared", "whole.sql", "--live", live);
      expect([drift.code, drift.stdout]).toEqual([1, expect.stringContaining("hr.search_path")]);
    }
  });

  test("one that can't be set here is not compared, on either side", async () => {
    const url = await shop(server());
    const name = new URL(url).pathname.slice(1);
    await query(url, `ALTER DATABASE "${name}" SET force_parallel_mode = on`);
    await files().write("whole.sql", (await pgDump(url, ["--schema-only", "--create"])) ?? "");
    const told = await run("check", "--declared", "whole.sql", "--live", url);
    expect([told.code, lines(told.stdout, "setting:")]).toEqual([
      0,
      [expect.stringMatching(/setting:force_parallel_mode, declared .*unrecognized configuration parameter/)],
    ]);
  });

  test("two servers' are compared, and so are a snapshot's", async () => {
    const [one, other] = [await shop(server()), await shop(server(), "SELECT 1")];
    await query(other, `ALTER DATABASE "${new URL(other).pathname.slice(1)}" SET lock_timeout = '3s'`);
    const live = await run("check", "--declared", one, "--live", other);
    expect([live.code, live.stdout]).toEqual([1, expect.stringContaining("+ setting:lock_timeout\n      value 3s")]);
    for (const snapshot of ["shop.yaml", "shop.json"]) {
      expect((await run("snapshot", "--from", one, "--out", snapshot)).code).toBe(0);
      const told = await run("check", "--declared", snapshot, "--live", other);
      expect([told.code, told.stdout]).toEqual([1, expect.stringContaining("+ setting:lock_timeout\n      value 3s")]);
    }
  });

  test("what a database is made with is counted, with its values", async () => {
    const url = await shop(server());
    const { stdout } = await run("check", "--declared", url, "--live", url);
    expect(lines(stdout, "database property")).toEqual([
      expect.stringMatching(/encoding UTF8, collation .*, locale provider libc/),
    ]);
  });
});
