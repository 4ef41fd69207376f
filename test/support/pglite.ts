// One embedded PostgreSQL for a test file. Each schema is restored into the empty database and read back.

import type { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { restore } from "../../src/embedded/restore.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { isNightly } from "./sample.ts";

/** @returns the client of that database, which is there while tests run */
export function useEmbeddedClient(): () => Client {
  let client: Client;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ client, close } = await connectEmbedded([]));
  });
  afterAll(() => close());
  return () => client;
}

/** @returns reads the catalog of a database that holds just what this SQL creates, once where it is asked for again */
export function useEmbedded(): (sql: string) => Promise<Catalog> {
  const client = useEmbeddedClient();
  const known = new Map<string, Catalog>();
  return async (sql) => {
    const catalog = known.get(sql) ?? (await readAlone(client(), sql, isNightly || known.size % crossReadEach === 0));
    known.set(sql, catalog);
    return catalog;
  };
}

/** Everyday so many are read once for one that is read twice, also by pg-structure. */
const crossReadEach = 5;

async function readAlone(client: Client, sql: string, crossRead: boolean): Promise<Catalog> {
  await client.query("DROP SCHEMA IF EXISTS public, other CASCADE; CREATE SCHEMA public; SET search_path = public");
  await restore(client, "test", splitScript(sql, "test"));
  return introspect(client, { crossRead });
}
