// How a check behaves on a live server that others work on: what it asks, that it can't write, how long it waits, how many
// connections it takes, and that a standby or a pooler is as good as the server itself.

import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/data/session.ts";
import { readLive } from "../../src/read-catalog.ts";
import { openServer } from "../../src/sources/postgres.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { hasPgbouncer, startPgbouncer } from "../support/servers/pgbouncer.ts";
import { query } from "../support/servers/query.ts";
import { canReplicate, startStandby } from "../support/servers/standby.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const folder = useFolder();
const schema = `CREATE TABLE t (id serial PRIMARY KEY, name text);
  CREATE VIEW v AS SELECT id FROM t WHERE name IS NOT NULL;`;
beforeAll(async () => {
  await folder().write("model.sql", schema);
});
const check = (live: string, ...args: readonly string[]) =>
  driftcheck(["--declared", "model.sql", "--live", live, ...args], { cwd: folder().path });

const plain = (sql: string) => sql.replace(/\s+/g, " ").trim();

/** What stands in the text that is printed: each query, and whether it is always sent to this major. */
function printedQueries(text: string, major: number) {
  return text
    .split("\n\n")
    .slice(1)
    .map((block) => {
      const lines = block.split("\n");
      const notes = lines.filter((line) => line.startsWith("-- ("));
      const versions = notes.find((note) => note.startsWith("-- (PostgreSQL "));
      const sql = plain(lines.filter((line, at) => !(line.startsWith("-- ") && at <= notes.length)).join("\n"));
      return {
        sql: sql.replace(/;$/, ""),
        isOfMajor: versions === undefined || versions.includes(String(major)),
        isAlways: notes.every((note) => note === versions),
      };
    })
    .filter(({ isOfMajor }) => isOfMajor);
}

/** Each message that one database was sent by us. */
const messagesIn = (log: string, database: string) =>
  log
    .split(/^(?=@)/m)
    .flatMap((entry) => /^@driftcheck@([^@]*)@ LOG: {2}(?:statement|execute <unnamed>): ([\s\S]*)$/.exec(entry) ?? [])
    .flatMap((text, at, all) => (at % 3 === 2 && all[at - 1] === database ? [plain(text)] : []));

for (const major of [15, 18] as const) {
  const settings = {
    log_statement: "all",
    log_line_prefix: "@%a@%d@ ",
    log_connections: "on",
    log_disconnections: "on",
  };
  describeWithOwnServer(
    major,
    (server) => {
      const database = async () => {
        const url = await server().createDatabase();
        await query(url, schema);
        return { url, name: decodeURIComponent(new URL(url).pathname.slice(1)) };
      };

      it.each([[[]], [["--privileges"]], [["--data", "--lock-timeout", "3", "--statement-timeout", "40"]]])(
        "is sent what --print-queries prints, no less and no more: %j",
        async (options) => {
          const { url, name } = await database();
          const ran = await check(url, ...options);
          expect([ran.code, ran.stderr]).toEqual([0, ""]);
          const printed = printedQueries((await check(url, "--print-queries", ...options)).stdout, server().major);
          const messages = messagesIn(await server().log(), name);
          expect(messages.length).toBeGreaterThan(2);
          const used = new Set<string>();
          const known = printed.toSorted((one, other) => other.sql.length - one.sql.length);
          for (const message of messages) {
            let left = message
              .replace(/'\d+' AS at/g, "':n' AS at")
              .replaceAll('x."id"', "x.:column")
              .replaceAll('"public"."t"', ":table")
              .replaceAll('"public"."t_id_seq"', ":sequence");
            for (const { sql } of known) {
              if (!left.includes(sql)) continue;
              used.add(sql);
              left = left.replaceAll(sql, "");
            }
            expect(left.replace(/[\s;]/g, ""), message).toBe("");
          }
          expect(printed.filter(({ sql, isAlways }) => isAlways && !used.has(sql)).map(({ sql }) => sql)).toEqual([]);
        },
      );

      it("can't write", async () => {
        const { url } = await database();
        const isRefused = /cannot execute CREATE TABLE in a read-only transaction/;
        const write = "CREATE TABLE written (id integer)";
        await expect(readLive(url, {}, (client) => client.query(write))).rejects.toThrow(isRefused);
        const { client, close } = await openServer(url, {});
        await expect(ask(client, [write], { timeout: 10 })).rejects.toThrow(isRefused);
        await close();
        expect(await query(url, "SELECT to_regclass('written') AS there")).toEqual([{ there: null }]);
      });

      it("takes one connection at a time, under its name, and leaves none", async () => {
        const { url, name } = await database();
        await check(url, "--data");
        let open = 0;
        let most = 0;
        let all = 0;
        for (const line of (await server().log()).split("\n")) {
          if (!line.includes(`database=${name}`)) continue;
          if (/ disconnection: /.test(line)) open -= line.includes("@driftcheck@") ? 1 : 0;
          else if (line.includes("application_name=driftcheck")) {
            open += 1;
            all += 1;
            most = Math.max(most, open);
          }
        }
        expect({ open, most, all }).toEqual({ open: 0, most: 1, all: 2 });
      });

      it("waits no longer than it is told", async () => {
        const { url } = await database();
        const lock = new Client({ connectionString: url });
        await lock.connect();
        try {
          await lock.query("BEGIN; LOCK TABLE pg_description IN ACCESS EXCLUSIVE MODE");
          expectRefusal(await check(url, "--lock-timeout", "1"), "lock timeout", "Try again");
          expectRefusal(await check(url, "--lock-timeout", "9", "--statement-timeout", "1"), "statement timeout");
        } finally {
          await lock.end();
        }
      });
    },
    { settings },
  );
}

describe.skipIf(!hasPgbouncer())("through PgBouncer in transaction mode", () => {
  describeWithOwnServer(15, (server) => {
    it("checks, side by side on one session of the server's, and leaves it as it was", async () => {
      const live = await server().createDatabase();
      await query(live, schema);
      const { through, stop } = await startPgbouncer(server().url, 1);
      try {
        const pooled = through(live);
        const state =
          "SELECT name, setting FROM pg_settings WHERE (source = 'session' OR name LIKE '%timeout') AND name <> 'application_name' ORDER BY name";
        const before = await query(pooled, state);
        const both = [1, 2].map(() => check(pooled, "--data"));
        for (const ran of await Promise.all(both)) expect(ran).toMatchObject({ code: 0, stderr: "" });
        expect(await query(pooled, state)).toEqual(before);
        await query(live, "ALTER TABLE t ADD COLUMN more integer");
        expect((await check(pooled)).stdout).toContain("+ column:public.t.more");
      } finally {
        await stop();
      }
    });
  });
});

describeWithOwnServer(15, (server) => {
  let standby: Awaited<ReturnType<typeof startStandby>> | undefined;
  let live = "";
  beforeAll(async () => {
    live = await server().createDatabase();
    await query(live, schema);
    if (canReplicate(server().binDir)) standby = await startStandby(server().binDir, live);
  });
  afterAll(() => standby?.stop());

  it("a hot standby is read like its primary", async ({ skip }) => {
    if (standby === undefined) return skip("no pg_basebackup");
    expect(await query(standby.url, "SELECT pg_is_in_recovery() AS is")).toEqual([{ is: true }]);
    for (const url of [standby.url, `${standby.url}?target_session_attrs=standby`])
      expect(await check(url, "--data")).toMatchObject({ code: 0, stderr: "" });
    await query(live, "ALTER TABLE t ADD COLUMN more integer");
    const isReplayed = "SELECT 1 AS one FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'more'";
    await expect.poll(() => query(standby?.url ?? "", isReplayed), { timeout: 30_000 }).toHaveLength(1);
    const ran = await check(standby.url);
    expect([ran.code, ran.stdout]).toEqual([1, expect.stringContaining("+ column:public.t.more")]);
  });
});

it("every query is printed without a connection, and what pg-structure asks is not ours to print", async () => {
  const ran = await driftcheck(["check", "--print-queries"], { cwd: folder().path });
  expect([ran.code, ran.stderr]).toEqual([0, ""]);
  expectRefusal(await check("postgres://nowhere.invalid/x", "--print-queries", "--cross-read"), "Omit --cross-read");
  expect(await readFile(new URL("../../docs/live-databases.md", import.meta.url), "utf8")).toContain("--print-queries");
});
