// DDL that runs beside a read: the read is tried once more, and only then it says to try again.

import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { readLive } from "../../src/read-catalog.ts";
import { onceMore } from "../../src/sources/connection/transient.ts";
import { driftcheck, expectRefusal, startDriftcheck, useFolder } from "../support/cli.ts";
import { isNightly } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const folder = useFolder();
const polling = { timeout: 30_000, interval: 20 };
beforeAll(async () => {
  await folder().write("model.sql", "CREATE TABLE t (id integer);");
});

const waiting = `SELECT pid FROM pg_stat_activity
  WHERE application_name = 'driftcheck' AND wait_event_type = 'Lock' AND datname = current_database()`;

describeWithOwnServer(15, (server) => {
  const database = async () => {
    const live = await server().createDatabase();
    await query(live, "CREATE TABLE t (id integer)");
    return live;
  };

  it("a deadlock is no answer: the check reads once more", async () => {
    const live = await database();
    const migration = new Client({ connectionString: live });
    await migration.connect();
    try {
      // It holds what a check reads last, and then wants what that read first. The check looks for a deadlock first, and gives up.
      await migration.query("SET deadlock_timeout = '60s'");
      await migration.query("BEGIN; LOCK TABLE pg_description IN ACCESS EXCLUSIVE MODE");
      const { ended } = startDriftcheck(["--declared", "model.sql", "--live", live], { cwd: folder().path });
      await expect.poll(() => query(live, waiting), polling).toHaveLength(1);
      await migration.query("LOCK TABLE pg_attribute IN ACCESS EXCLUSIVE MODE");
      await migration.query("ROLLBACK");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
      expect(await server().log()).toContain("deadlock detected");
    } finally {
      await migration.end();
    }
  });

  it("what PostgreSQL printed of a later schema is no reading: it reads again, and tells where that is in vain", async () => {
    const live = await database();
    await query(live, "CREATE INDEX i ON t ((id + 1)) WHERE id > 0");
    let column = "id";
    const reading = async (times: number) => {
      let left = times;
      let read = 0;
      const meanwhile = async () => {
        read += 1;
        if (left === 0) return;
        left -= 1;
        const next = `id_${left}`;
        await query(live, `ALTER TABLE t RENAME COLUMN ${column} TO ${next}`);
        column = next;
      };
      const { catalog } = await readLive(live, {}, meanwhile);
      return { read, ids: [...catalog.objects.keys()] };
    };
    const once = await reading(1);
    expect([once.read, once.ids]).toEqual([2, expect.arrayContaining(["column:public.t.id_0", "index:public.t.i"])]);
    await expect(reading(5)).rejects.toThrow("the schema changed while it was read. Try again");
    expect((await reading(0)).read).toBe(1);
  });

  it("what changes no schema does not count: writes, TRUNCATE, ANALYZE, REINDEX, temporary tables", async () => {
    const live = await database();
    await query(live, "CREATE INDEX i ON t (id)");
    let read = 0;
    await readLive(live, {}, async () => {
      read += 1;
      await query(live, "INSERT INTO t SELECT generate_series(1, 100)");
      await query(live, "CREATE TEMPORARY TABLE own (id serial PRIMARY KEY CHECK (id > 0)); ANALYZE t");
      for (const sql of ["TRUNCATE t", "REINDEX TABLE t", "VACUUM t"]) await query(live, sql);
    });
    expect(read).toBe(1);
  });

  // Twice ten seconds of waiting.
  it.runIf(isNightly)("a lock that is not got twice is told, with what to do", async () => {
    const live = await database();
    const lock = new Client({ connectionString: live });
    await lock.connect();
    try {
      await lock.query("BEGIN; LOCK TABLE pg_description IN ACCESS EXCLUSIVE MODE");
      const ran = await driftcheck(["--declared", "model.sql", "--live", live], { cwd: folder().path });
      expectRefusal(ran, "lock timeout", "Try again");
      expect((await server().log()).match(/canceling statement due to lock timeout/g)).toHaveLength(2);
    } finally {
      await lock.end();
    }
  });
});

it.each([
  ["40P01", "deadlock detected", 2],
  ["40001", "could not serialize access due to concurrent update", 2],
  ["55P03", "canceling statement due to lock timeout", 2],
  ["XX000", "could not open relation with OID 16412", 2],
  ["XX000", "cache lookup failed for type 16412", 2],
  ["XX000", "tuple concurrently updated", 2],
  ["58P01", 'could not open file "base/5/16412": No such file or directory', 2],
  ["42P01", "relation with OID 16412 does not exist", 2],
  ["42704", "type with OID 16412 does not exist", 2],
  ["42P01", 'relation "nowhere" does not exist', 1],
  ["42501", "permission denied for table t", 1],
  ["57014", "canceling statement due to statement timeout", 1],
  ["57P01", "terminating connection due to administrator command", 1],
  ["ECONNRESET", "read ECONNRESET", 1],
])("%s (%s) is asked %i times", async (code, message, times) => {
  let asked = 0;
  const work = () => {
    asked += 1;
    return Promise.reject(new Error("cannot read", { cause: Object.assign(new Error(message), { code }) }));
  };
  await expect(onceMore(work)).rejects.toThrow("cannot read");
  expect(asked).toBe(times);
});
