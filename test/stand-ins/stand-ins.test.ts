// Extensions that PGlite does not have: every table compares, and only what the extension computes is named.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { compare } from "../../src/compare/steps.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { restoreScripts } from "../../src/embedded/restore.ts";
import { StandIns } from "../../src/embedded/stand-ins/stand-ins.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";

const read = (name: string) => readFile(join(import.meta.dirname, `${name}.sql`), "utf8");

/** As a check reads a script, and a second time through pg-structure. */
async function catalogOf(sql: string): Promise<Catalog> {
  const { client, close } = await connectEmbedded([]);
  try {
    const statements = splitScript(sql, "x.sql");
    const standIns = await StandIns.of(client, statements);
    const notCompared = await restoreScripts(client, [{ name: "x.sql", statements }], standIns);
    return { ...(await introspect(client, { crossRead: true })), notCompared };
  } finally {
    await close();
  }
}

const usesOf = ({ notCompared }: Catalog) =>
  notCompared.flatMap(({ id, standIn }) => (standIn === undefined || id?.startsWith("extension:") ? [] : [id]));

const told = (drift: readonly Drift[]) =>
  drift.map(({ type, id, attribute }) => [type, id, attribute].join(" ").trim()).sort();

const types = ({ objects }: Catalog, table: string) =>
  Object.fromEntries(
    [...objects.values()]
      .filter(({ kind, parent }) => kind === "column" && parent === `table:${table}`)
      .map(({ id, attributes }) => [id.split(".").at(-1), attributes.type]),
  );

describe("a stand-in for pgvector", () => {
  let declared: Catalog;
  let sql: string;
  beforeAll(async () => {
    sql = await read("vector");
    declared = await catalogOf(sql);
  });

  it("has its types with their modifiers, its access methods with their parameters, and its rows", () => {
    expect(types(declared, "public.items")).toMatchObject({
      embedding: "public.vector(3)",
      half: "public.halfvec(4)[]",
      sparse: "public.sparsevec(5)",
      anything: "public.vector",
    });
    expect(declared.objects.get("index:public.items.items_cosine" as never)?.attributes).toMatchObject({
      method: "hnsw",
      keys: ["embedding public.vector_cosine_ops"],
      options: ["ef_construction=64", "m=16"],
    });
    expect(declared.notCompared.map(({ what, standIn }) => [what, standIn])).toEqual(
      declared.notCompared.map(({ what }) => [what, "vector"]),
    );
    expect(declared.notCompared[0]?.reason).toContain("npm install --save-dev @electric-sql/pglite-pgvector");
  });

  it("names just what the extension computes", () => {
    expect(usesOf(declared)).toEqual([
      "column:public.items.near",
      "column:public.items.norm",
      "column:public.items.zero",
      "index:public.items.items_bits",
      "index:public.items.items_half",
      "view:public.closest",
    ]);
  });

  it("reports another dimension, a lost index, another operator class, other parameters and another call", async () => {
    const live = await catalogOf(
      sql
        .replace("embedding vector(3)", "embedding vector(4)")
        .replace("CREATE INDEX items_l2 ON items USING hnsw (embedding vector_l2_ops);", "")
        .replace("vector_cosine_ops", "vector_ip_ops")
        .replace("lists = 100", "lists = 10")
        .replace("l2_distance(", "cosine_distance("),
    );
    const { drift } = await compare(declared, live);
    expect(told(drift)).toEqual([
      "changed column:public.items.embedding type",
      "changed index:public.items.items_cosine keys",
      "changed index:public.items.items_lists options",
      "changed view:public.closest body",
      "missing index:public.items.items_l2",
    ]);
  });
});

describe("a stand-in for TimescaleDB", () => {
  it("has its functions and schemas, and says what it did not do", async () => {
    const catalog = await catalogOf(await read("timescaledb"));
    expect(usesOf(catalog)).toEqual(["view:_timescaledb_internal._partial_view_2", "view:public.daily"]);
    expect(catalog.notCompared.flatMap(({ standIn, reason }) => (standIn === undefined ? [reason] : []))).toEqual([
      "x.sql:5: it calls create_hypertable, a stand-in that does nothing",
      "x.sql:6: timescaledb.compress, timescaledb.compress_segmentby",
      "x.sql:12: an extension keeps it up to date, and makes other objects for it",
    ]);
    expect([...catalog.objects.keys()].filter((id) => /^(?:schema|table|trigger):/.test(id)).sort()).toEqual([
      "schema:public",
      "table:_timescaledb_internal._materialized_hypertable_2",
      "table:public.metrics",
      "trigger:public.metrics.ts_insert_blocker",
    ]);
  });
});

describe("a stand-in for an extension of which nothing is known", () => {
  it("has what the script names of it, and nothing that the script makes itself", async () => {
    const catalog = await catalogOf(await read("unknown"));
    expect(types(catalog, "public.things")).toMatchObject({ id: "pgodd.tag(8,wide)", plain: "pgodd.tag" });
    expect(catalog.objects.get("extension:pgodd" as never)?.attributes).toMatchObject({ schema: "pgodd" });
    expect(catalog.objects.get("index:public.things.things_id" as never)?.attributes).toMatchObject({
      method: "odd",
      keys: ["id pgodd.odd_ops"],
      options: ["depth=3"],
    });
    expect(usesOf(catalog)).toEqual([
      "column:public.things.code",
      "column:public.things.made",
      "constraint:public.things.ok",
      "view:public.seen",
    ]);
    expect(catalog.objects.has("function:public.later()" as never)).toBe(true);
  });

  it.each([
    ["a function of no extension", "CREATE EXTENSION postgis; CREATE VIEW v AS SELECT nowhere(1)", /nowhere/],
    ["a type of no extension", "CREATE EXTENSION vector; CREATE TABLE t (a nowhere)", /nowhere/],
    ["a shape that PostGIS does not have", "CREATE EXTENSION postgis; CREATE TABLE t (a geometry(Blob))", /blob/],
    ["a table of the script's", "CREATE EXTENSION odd; CREATE VIEW v AS SELECT 1 FROM nowhere", /nowhere/],
  ])("is none for %s", async (_, sql, reason) => {
    await expect(catalogOf(sql)).rejects.toThrow(reason);
  });
});
