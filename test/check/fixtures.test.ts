// Every fixture is a folder that a person can open: declared.sql, live.sql, and expected.txt, the report under the shipped preset.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CatalogObject } from "../../src/catalog/catalog.ts";
import type { ObjectId } from "../../src/catalog/object-id.ts";
import { check } from "../../src/check.ts";
import { diff } from "../../src/compare/diff/diff.ts";
import { mapSchemas } from "../../src/compare/map-schema.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { driftcheck } from "../support/cli.ts";

const folder = join(import.meta.dirname, "../fixtures");

/** Schemas to map, by fixture: pgloader names the schema after the MySQL database. */
const schemas: Readonly<Record<string, ReadonlyMap<string, string>>> = { shop: new Map([["shop", "public"]]) };

const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, "expected.txt")));

describe.each(cases)("%s", (name) => {
  const declared = join(folder, name, "declared.sql");
  const live = join(folder, name, "live.sql");
  const schemaMap = schemas[name] ?? new Map();

  test("is reported as expected.txt says", async () => {
    const maps = [...schemaMap].flatMap(([from, to]) => ["--map-schema", `${from}=${to}`]);
    const args = ["--declared", "declared.sql", "--live", "live.sql", "--cross-read", ...maps];
    const { stdout } = await driftcheck(args, { cwd: join(folder, name) });
    expect(stdout).toBe(readFileSync(join(folder, name, "expected.txt"), "utf8"));
  });

  test.each([declared, live])("%s against itself has no drift without rules", async (side) => {
    expect((await check({ declared: side, live: side, rules: [] })).drift).toEqual([]);
  });

  test("names the same objects the other way round", async () => {
    const shape = (object: CatalogObject, usedBy: readonly ObjectId[]) =>
      kindNamed(object.kind)?.shape?.(object, usedBy);
    const one = await readCatalog(declared);
    const other = await mapSchemas(await readCatalog(live), schemaMap);
    const swapped = { missing: "unexpected", unexpected: "missing", changed: "changed" } as const;
    const forth = diff(one, other, shape).drift.map(({ type, id, liveId, attribute }) => [
      swapped[type],
      liveId ?? id,
      attribute,
    ]);
    const back = diff(other, one, shape).drift.map(({ type, id, attribute }) => [type, id, attribute]);
    expect(back.map(String).sort()).toEqual(forth.map(String).sort());
  });
});
