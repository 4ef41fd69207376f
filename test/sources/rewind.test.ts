// A thread brings the embedded database that was closed back to what it was at its start, and gives it to whoever asks next. Nothing of
// what was done to it may be left: not in its catalogs and files, not in its session, not in its counters.

import type { Client } from "pg";
import { expect, test } from "vitest";
import { connectEmbedded } from "../../src/embedded/embedded.ts";

const everything = `SELECT pg_current_wal_insert_lsn()::text AS wal, pg_current_xact_id()::text AS transaction,
  current_database() AS database, current_setting('search_path') AS path,
  (SELECT string_agg(to_jsonb(c)::text, ',' ORDER BY oid) FROM pg_class c) AS relations,
  (SELECT string_agg(name || '=' || setting, ',' ORDER BY name) FROM pg_settings) AS settings,
  (SELECT string_agg(rolname, ',' ORDER BY oid) FROM pg_roles) AS roles,
  (SELECT count(*)::int FROM pg_locks) AS locks,
  (SELECT string_agg(name, ',' ORDER BY name) FROM pg_prepared_statements) AS prepared,
  (SELECT string_agg(channel, ',') FROM pg_listening_channels() channel) AS channels,
  (SELECT string_agg(folder || name || (pg_stat_file(folder || name)).size, ',' ORDER BY folder, name)
   FROM unnest(ARRAY['/tmp/', 'base/5/', 'global/', 'pg_wal/', '/pglite/share/postgresql/']) folder, pg_ls_dir(folder) name)
   AS files`;

const deeds = [
  "CREATE TABLE mine (id int PRIMARY KEY, note text); INSERT INTO mine SELECT g, repeat('x', 3000) FROM generate_series(1, 2000) g",
  "CREATE ROLE mine; ALTER ROLE postgres SET work_mem = '3MB'; ALTER SYSTEM SET work_mem = '5MB'",
  "ALTER TABLE pg_description SET (fillfactor = 50); UPDATE pg_database SET datname = 'mine' WHERE oid = 5",
  "CREATE SEQUENCE counter; SELECT nextval('counter'); PREPARE mine AS SELECT 1; LISTEN mine; SELECT pg_advisory_lock(7)",
  "COPY mine TO '/pglite/share/postgresql/mine'; COPY mine TO '/tmp/mine'",
  "TRUNCATE mine; VACUUM FULL pg_class; CHECKPOINT; SELECT pg_switch_wal()",
  "DROP SCHEMA public CASCADE; SET search_path = nowhere",
  "BEGIN; CREATE TEMP TABLE passing (id int); SAVEPOINT one; SELECT nothing",
];

async function startTime(client: Client): Promise<number> {
  const { rows } = await client.query("SELECT extract(epoch FROM pg_postmaster_start_time())::float8 AS time");
  return rows[0].time;
}

test("an embedded database that was closed is like a new one when it is asked for again", async () => {
  const times: number[] = [];
  const states: unknown[] = [];
  for (const also of ["", "DO $$ BEGIN PERFORM 1; END $$", "", ""]) {
    const { client, close } = await connectEmbedded([]);
    times.push(await startTime(client));
    states.push((await client.query(everything)).rows);
    for (const sql of [also, ...deeds]) await client.query(sql).catch(() => undefined);
    await close();
  }
  for (const state of states) expect(state).toEqual(states[0]);
  // One that has loaded a library, as the second has, is not taken again, and the one that comes after it is.
  expect(times[2]).not.toBe(times[1]);
  expect(times[3]).toBe(times[2]);
});
