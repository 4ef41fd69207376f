// A role that may do no more than connect reads everything that is compared, and the report says what was hidden from it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

const schema = `
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  CREATE SCHEMA hidden;
  CREATE TYPE hidden.mood AS ENUM ('sad', 'ok');
  CREATE FUNCTION hidden.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN $1 * 2;
  REVOKE ALL ON FUNCTION hidden.twice(integer) FROM PUBLIC;
  CREATE TABLE hidden.people (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood hidden.mood DEFAULT 'ok',
    double integer GENERATED ALWAYS AS (hidden.twice(3)) STORED, CHECK (hidden.twice(id) > 0));
  CREATE INDEX people_mood ON hidden.people (hidden.twice(id)) WHERE mood = 'ok';
  ALTER TABLE hidden.people ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON hidden.people USING (mood = 'ok');
  CREATE VIEW hidden.happy AS SELECT id FROM hidden.people WHERE mood = 'ok';
  CREATE STATISTICS hidden.of_people ON id, mood FROM hidden.people;
  CREATE FOREIGN DATA WRAPPER nowhere;
  CREATE SERVER far FOREIGN DATA WRAPPER nowhere OPTIONS (host 'far.example');
  CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'me', password 'hunter2 theirs')`;
const subscription = `
  CREATE SUBSCRIPTION theirs CONNECTION 'host=far.example password=hunter2' PUBLICATION p
    WITH (connect = false, slot_name = NONE, enabled = false)`;
const role = (database: string) => `
  CREATE ROLE reader LOGIN;
  ALTER ROLE reader SET default_transaction_read_only = on;
  REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
  GRANT CONNECT ON DATABASE ${database} TO reader`;

for (const major of [15, 18] as const) {
  describeWithOwnServer(major, (server) => {
    test("checks, and is told what it can't see", async () => {
      const live = new URL(await server().createDatabase("guarded"));
      await query(live.href, schema);
      await query(live.href, subscription);
      await query(live.href, role("guarded"));
      const declared = join(folder, `${major}.yaml`);
      writeFileSync(declared, writeSnapshot(await readCatalog(live.href), declared));
      live.username = "reader";

      const { drift, notCompared, coverage } = await check({ declared, live: live.href, rules: [] });

      expect(drift).toEqual([]);
      for (const [kind, { declared, live }] of Object.entries(coverage)) expect(live, kind).toBe(declared);
      const hidden = notCompared.filter(({ reason }) => reason.includes("this role has no permission to read"));
      expect(hidden.map(({ what, side, count }) => ({ what, side, count }))).toEqual([
        { what: "options of a user mapping", side: "live", count: 1 },
        { what: "connection of a subscription", side: "live", count: 1 },
      ]);
    });

    test("reads no secret, even where it may", async () => {
      const superuser = new URL(server().url);
      superuser.pathname = "/guarded";
      const snapshot = writeSnapshot(await readCatalog(superuser.href), "all.yaml");
      expect(snapshot).toContain("far.example");
      expect(snapshot).not.toContain("hunter2");
      await query(superuser.href, "ALTER SUBSCRIPTION theirs SET (slot_name = NONE)");
      await query(superuser.href, "DROP SUBSCRIPTION theirs");
    });
  });
}
