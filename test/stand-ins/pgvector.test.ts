// The stand-in for pgvector beside pgvector itself, where its package is installed.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";
import { expect, it } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import { introspect } from "../../src/read/introspect.ts";
import { readCatalog } from "../../src/read-catalog.ts";

const name = "@electric-sql/pglite-pgvector";
const isInstalled = (() => {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    process.stderr.write(`\n!! SKIPPED, ${name} is not installed\n\n`);
    return false;
  }
})();

it.skipIf(!isInstalled)("has no drift without rules", async () => {
  const file = join(import.meta.dirname, "vector.sql");
  const { vector } = await import(name);
  const database = await PGlite.create({ extensions: { vector } });
  try {
    await database.exec(await readFile(file, "utf8"));
    const client = new pg.Client(await createPgConfig(database));
    await client.connect();
    const { drift } = await compare(await readCatalog(file), await introspect(client));
    expect(drift).toEqual([]);
  } finally {
    await database.close();
  }
});
