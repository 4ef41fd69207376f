// Reading one schema under another's name: what was forgotten is told, and what would be confused is refused.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check } from "../../src/check.ts";

const folder = mkdtempSync(join(tmpdir(), "driftcheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, sql: string): string {
  writeFileSync(join(folder, name), sql);
  return join(folder, name);
}

const shop = join(import.meta.dirname, "../fixtures/shop");

test("a schema that has most missing tables is told, with the option to give", async () => {
  const { hints } = await check({ declared: join(shop, "declared.sql"), live: join(shop, "live.sql"), rules: [] });
  expect(hints).toEqual([
    "The live schema shop has 14 of the 14 tables that are declared in public: try --map-schema shop=public",
  ]);
});

test("no hint where tables are only missing", async () => {
  const declared = script("declared.sql", "CREATE TABLE a (i int); CREATE TABLE b (i int); CREATE TABLE c (i int);");
  const live = script("live.sql", "CREATE SCHEMA other; CREATE TABLE a (i int); CREATE TABLE other.b (i int);");
  expect((await check({ declared, live, rules: [] })).hints).toEqual([]);
});

test("what the live schema of that name holds is not taken for what is declared", async () => {
  const declared = script("declared.sql", "CREATE TABLE sites (i int);");
  const live = script("live.sql", "CREATE SCHEMA shop; CREATE TABLE shop.other (i int); CREATE TABLE sites (i int);");
  const { drift } = await check({ declared, live, rules: [], mapSchemas: new Map([["shop", "public"]]) });
  expect(drift.map(({ type, id }) => `${type} ${id}`)).toEqual([
    'unexpected table:"public (live)".sites',
    "unexpected table:public.other",
    "missing table:public.sites",
  ]);
});
