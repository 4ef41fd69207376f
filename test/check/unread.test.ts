// Secrets never leave the server, and what a role may not read is told and is no drift.

import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { objectId } from "../../src/catalog/object-id.ts";
import { check } from "../../src/check.ts";
import { introspect } from "../../src/read/introspect.ts";
import { sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithOwnServer, type Server } from "../support/servers.ts";

// Each of them has SECRET in it.
const connections = [
  "host=there password=SECRET user=me",
  "host='there'password = 'SECRET\\' it'",
  "password=SECRET\\ it sslkey=SECRET host=there",
  "postgresql://me:SECRET@there/shop",
  "postgres://there/shop?application_name=x&password=SECRET&sslpassword=SECRET",
  "postgres://there/shop?pass%77ord=SECRET",
  "host=h application_name='my key=' password='a SECRET'",
  "host=h user='it\\'s password=' password='x SECRET y'",
];

const subscribed = connections.map(
  (connection, at) => `CREATE SUBSCRIPTION s${at} CONNECTION '${connection.replaceAll("'", "''")}' PUBLICATION p
    WITH (connect = false, enabled = false, slot_name = NONE)`,
);

const schema = `
  CREATE TABLE t (id integer);
  CREATE FOREIGN DATA WRAPPER w OPTIONS (api_key 'SECRET', format 'csv');
  CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'there', url 'https://me:SECRET@there', token 'SECRET',
    conn 'AccountName=x;AccountKey=SECRET', link 'https://h/x?sig=SECRET', odbc 'mongodb://u:SECRET/x@h', h 'X-Api-Key: SECRET');
  CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'me', "Password" 'SECRET');
  CREATE USER MAPPING FOR reader SERVER s OPTIONS ("user" 'me', password_required 'false');
  CREATE FOREIGN TABLE f (id integer OPTIONS (key 'yes', secret 'SECRET')) SERVER s OPTIONS (api_key 'SECRET');
  ${subscribed.join(";\n")}`;

describe("what is not read", () => {
  for (const major of sample([15, 18] as const, 1)) describeWithOwnServer(major, onServer);
});

function onServer(server: () => Server): void {
  let url: string;
  beforeAll(async () => {
    await query(server().url, "CREATE ROLE reader LOGIN");
    url = await server().createDatabase();
    await query(url, schema);
  });

  it("has no secret in it, not even in what the server sends", async () => {
    const client = new Client(url);
    await client.connect();
    const sent: unknown[] = [];
    const catalog = await introspect({
      query: async (text) => {
        const result = await client.query(text);
        sent.push([result].flat().map(({ rows }) => rows));
        return result;
      },
    });
    await client.end();
    expect(JSON.stringify(sent)).not.toContain("SECRET");
    expect(JSON.stringify(sent)).toContain("password_required=false");
    expect(catalog.notCompared).toContainEqual({
      what: "secret option value",
      count: 10 + connections.length,
      reason: "secrets are never read",
    });
    const told = connections.map(
      (_, at) => catalog.objects.get(objectId("subscription", [`s${at}`]))?.attributes.connection,
    );
    expect(told).toEqual([
      "host=there password=(not read) user=me",
      "host='there' password=(not read)",
      "password=(not read) sslkey=(not read) host=there",
      "postgresql://me:(not read)@there/shop",
      "postgres://there/shop?application_name=x&password=(not read)&sslpassword=(not read)",
      "postgres://there/shop?pass%77ord=(not read)",
      "host=h application_name='my key=' password=(not read)",
      "host=h user='it\\'s password=' password=(not read)",
    ]);
  });

  it("is told, and is no drift, where a role may not read it", async () => {
    const live = new URL(url);
    live.username = "reader";
    const { drift, notCompared } = await check({ declared: url, live: live.href, rules: [] });
    expect(drift).toEqual([]);
    const hidden = notCompared.filter(({ reason }) => reason === "this role has no permission to read them");
    expect(hidden.map(({ what, side, count }) => [what, side, count])).toEqual([
      ["options of a user mapping", "live", 2],
      ["connection of a subscription", "live", connections.length],
    ]);
  });

  it("is compared where the role may read it", async () => {
    await query(url, "GRANT USAGE ON FOREIGN SERVER s TO reader");
    const live = new URL(url);
    live.username = "reader";
    const { drift, notCompared } = await check({ declared: url, live: live.href, rules: [] });
    expect(drift).toEqual([]);
    expect(notCompared.find(({ what }) => what === "options of a user mapping")?.count).toBe(1);
  });
}
