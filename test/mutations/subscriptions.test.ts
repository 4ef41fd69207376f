// What mutations.test.ts does for every other kind, for subscriptions: PGlite can make none, and a database that has one can't
// be dropped, nor copied with it.

import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { diff } from "../../src/compare/diff/diff.ts";
import { subscriptions } from "../../src/kinds/subscriptions.ts";
import { introspect } from "../../src/read/introspect.ts";
import { majors } from "../support/servers/install.ts";
import { describeWithOwnServer, type Server } from "../support/servers.ts";
import { asDemanded, judge, type Mutation } from "./mutation.ts";

const before = `
  CREATE SUBSCRIPTION feed CONNECTION 'host=there dbname=shop user=reader password=secret' PUBLICATION notes, prices
    WITH (connect = false, enabled = false, slot_name = NONE);
  COMMENT ON SUBSCRIPTION feed IS 'From the shop'`;

const altered = (attribute: string, action: string, since = 14): Mutation => ({
  name: `a subscription: ${action}`,
  sql: `ALTER SUBSCRIPTION feed ${action}`,
  expect: [`changed subscription:feed ${attribute}`],
  since,
});

/** For what ALTER SUBSCRIPTION would ask the publisher first, or does only for a superuser. */
const updated = (attribute: string, assignment: string, since = 14): Mutation => ({
  name: `a subscription: ${assignment}`,
  sql: `UPDATE pg_subscription SET ${assignment}`,
  expect: [`changed subscription:feed ${attribute}`],
  since,
});

const mutations: readonly Mutation[] = [
  altered("connection", "CONNECTION 'host=here dbname=shop user=reader password=secret'"),
  altered("connection", "CONNECTION 'host=there dbname=shop user=reader'"),
  {
    name: "a password that nobody may read",
    sql: "ALTER SUBSCRIPTION feed CONNECTION 'host=there dbname=shop user=reader password=another'",
    expect: [],
  },
  altered("publications", "SET PUBLICATION notes WITH (refresh = false)"),
  {
    name: "the publications in another order",
    sql: "ALTER SUBSCRIPTION feed SET PUBLICATION prices, notes WITH (refresh = false)",
    expect: [],
  },
  updated("enabled", "subenabled = true"),
  altered("binary", "SET (binary = true)"),
  altered("streaming", "SET (streaming = on)"),
  altered("streaming", "SET (streaming = off)", 18),
  updated("twoPhase", "subtwophasestate = 'e'", 15),
  altered("disableOnError", "SET (disable_on_error = true)", 15),
  altered("slotName", "SET (slot_name = 'feed')"),
  altered("synchronousCommit", "SET (synchronous_commit = on)"),
  altered("passwordNotRequired", "SET (password_required = false)", 16),
  altered("runAsOwner", "SET (run_as_owner = true)", 16),
  altered("origin", "SET (origin = none)", 16),
  updated("failover", "subfailover = true", 17),
  updated("owner", "subowner = 'pg_monitor'::regrole"),
  {
    name: "a subscription's comment changes",
    sql: "COMMENT ON SUBSCRIPTION feed IS NULL",
    expect: ["changed subscription:feed comment"],
  },
  { name: "a subscription is dropped", sql: "DROP SUBSCRIPTION feed", expect: ["missing subscription:feed"] },
  {
    name: "a subscription is added",
    sql: `CREATE SUBSCRIPTION another CONNECTION 'host=there' PUBLICATION notes
      WITH (connect = false, enabled = false, slot_name = NONE)`,
    expect: ["unexpected subscription:another"],
  },
];

describe("a subscription, mutated", () => {
  it("has each attribute changed", () => {
    const reported = mutations.flatMap((mutation) => mutation.expect.map((each) => each.split(" ").at(-1)));
    expect(Object.keys(subscriptions.attributes).filter((name) => !reported.includes(name))).toEqual([]);
  });

  for (const major of majors) describeWithOwnServer(major, mutationsOn);
});

function mutationsOn(server: () => Server): void {
  let client: Client;
  let declared: Catalog;

  beforeAll(async () => {
    client = new Client(await server().createDatabase());
    await client.connect();
    await client.query(before);
    declared = await introspect(client, { privileges: true });
  });
  afterAll(() => client.end());

  it.each(mutations)("$name", async ({ sql, expect: demanded, since = 14 }) => {
    if (server().major < since) return;
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await client.query(sql);
    const live = await introspect(client, { privileges: true });
    const { drift } = diff(declared, live, () => undefined);
    expect(judge(drift, [], { expect: demanded })).toEqual(asDemanded);
  });
}
