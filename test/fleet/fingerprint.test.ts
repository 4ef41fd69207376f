// A fingerprint that stays the same while the catalog changes would hide drift for good: each mutation of the live shop must change
// it. By day a sample of them, by night all.

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashed, hashedColumns, volatileColumns } from "../../src/fleet/fingerprint/catalogs.ts";
import { databaseFingerprint, databaseVersions, schemaFingerprints } from "../../src/fleet/fingerprint/fingerprint.ts";
import { databasePropertiesQuery } from "../../src/kinds/database-properties.ts";
import type { Target } from "../../src/kinds/kind.ts";
import { nameQueries } from "../../src/kinds/names.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { unmodeledQuery } from "../../src/kinds/unmodeled.ts";
import { unreadQuery } from "../../src/kinds/unread.ts";
import { loadParser, parseStatements } from "../../src/sql/parse.ts";
import { mutations } from "../mutations/all.ts";
import { connectEmbedded, makeLive } from "../mutations/sides.ts";
import { sample } from "../support/sample.ts";
import { majors } from "../support/servers/install.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { connected } from "./connected.ts";

interface Signs {
  readonly fingerprint: string | undefined;
  readonly versions: string;
}

describe("the signs of a live catalog", () => {
  let client: Client;
  let close: () => Promise<void>;
  let before: Signs;

  beforeAll(async () => {
    ({ client, close } = await connectEmbedded());
    await makeLive(client);
    before = await inTransaction("");
  });
  afterAll(() => close());

  /** After this SQL, of which nothing stays. */
  async function inTransaction(sql: string): Promise<Signs> {
    await client.query("BEGIN; SET LOCAL search_path = shop");
    try {
      if (sql !== "") await client.query(sql);
      return { fingerprint: await databaseFingerprint(client), versions: await databaseVersions(client) };
    } finally {
      await client.query("ROLLBACK");
    }
  }

  it("stays the same while nothing changes", async () => {
    expect(before.fingerprint).toMatch(/^sha256:/);
    expect(await inTransaction("")).toEqual(before);
  });

  it.each(sample(mutations, 30).map((each) => [each.name, each] as const))("changes: %s", async (_, { sql }) => {
    const after = await inTransaction(sql);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.versions).not.toBe(before.versions);
  });

  it.each([
    ["ANALYZE", "ANALYZE customers", true],
    ["rows", "DELETE FROM customers", true],
    ["a sequence", "SELECT nextval(c.oid) FROM pg_class c WHERE c.relkind = 'S' LIMIT 1", true],
    ["a temporary table", "CREATE TEMP TABLE t (id int PRIMARY KEY, name text UNIQUE DEFAULT 'x')", false],
    ["an index made anew", "REINDEX TABLE customers", false],
  ])("stays the same over what defines nothing: %s", async (_, sql, isSeldom) => {
    const after = await inTransaction(sql);
    expect(after.fingerprint).toBe(before.fingerprint);
    if (isSeldom) expect(after.versions).toBe(before.versions);
  });
});

describe("the catalogs that are hashed", () => {
  const targets = [14, 18].map((major): Target => ({ major, privileges: true, readsConnections: true }));

  it("are all that any kind reads", async () => {
    await loadParser();
    const read = new Set<string>();
    for (const target of targets)
      for (const sql of [
        ...kinds.map((kind) => kind.query(target)),
        ...Object.values(nameQueries),
        unmodeledQuery({ ...target, privileges: false }),
        unmodeledQuery(target),
        unreadQuery(target),
        databasePropertiesQuery(target),
      ])
        for (const name of tablesIn(parseStatements(sql))) read.add(name);
    const known = new Set([...Object.keys(hashed), "pg_subscription", "pg_user_mapping", "pg_shseclabel"]);
    expect([...read].filter((name) => name.startsWith("pg_") && !known.has(name))).toEqual([]);
    expect(read.size).toBeGreaterThan(40);
  });
});

/** Every relation that a tree of PostgreSQL's parser names. */
function tablesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(tablesIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === "RangeVar" && typeof value === "object" && value !== null && "relname" in value
      ? [String(value.relname), ...tablesIn(value)]
      : tablesIn(value),
  );
}

describe.each(majors)("PostgreSQL", (major) => {
  describeWithServer(major, (server) => {
    it("has no column that is neither hashed nor known to change by itself", async () => {
      for (const [catalog, columns] of Object.entries(hashedColumns)) {
        const rows = await query(
          server().url,
          `SELECT attname FROM pg_attribute WHERE attrelid = '${catalog}'::regclass AND attnum > 0 AND NOT attisdropped`,
        );
        const known = [...columns, ...(volatileColumns[catalog] ?? [])];
        expect(rows.map(({ attname }) => String(attname)).filter((name) => !known.includes(name))).toEqual([]);
      }
    });

    it("is none where something is there that it can't cover", async () => {
      const url = await server().createDatabase();
      const name = `s_${process.pid}_${major}`;
      const off = "connect = false, enabled = false, slot_name = NONE, create_slot = false";
      await query(url, `CREATE SUBSCRIPTION ${name} CONNECTION 'host=nowhere' PUBLICATION p WITH (${off})`);
      expect(await connected(url, databaseFingerprint)).toBeUndefined();
      await query(url, `DROP SUBSCRIPTION ${name}`);
      expect(await connected(url, databaseFingerprint)).toMatch(/^sha256:/);
    });

    it("knows a schema by its own contents, what it refers to, and what belongs to none", async () => {
      const url = await server().createDatabase();
      await query(
        url,
        `CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c; CREATE TABLE a.t (id int PRIMARY KEY, note text);
         CREATE TABLE b.t (id int PRIMARY KEY, note text); CREATE TABLE c.t (id int PRIMARY KEY, a int REFERENCES a.t)`,
      );
      const all = () =>
        connected(url, (client) => schemaFingerprints(client, new Map(["a", "b", "c"].map((name) => [name, []]))));
      const changed = async (sql: string): Promise<string> => {
        const before = await all();
        await query(url, sql);
        const after = await all();
        return [...before.keys()].filter((name) => before.get(name) !== after.get(name)).join(" ");
      };
      expect(await changed("SELECT 1")).toBe("");
      expect(await changed("ALTER TABLE b.t ADD x int")).toBe("b");
      expect(await changed("ALTER TABLE a.t RENAME id TO key")).toBe("a c");
      expect(await changed("CREATE TABLE b.more (id int, note text)")).toBe("b");
      expect(await changed("COMMENT ON COLUMN c.t.a IS 'x'")).toBe("a c");
      expect(await changed("CREATE PUBLICATION p FOR TABLE c.t")).toBe("a b c");
      expect(await changed("CREATE TYPE public.mood AS ENUM ('x')")).toBe("a b c");
    });
  });
});
