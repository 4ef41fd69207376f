// One embedded PostgreSQL for a test file. Each schema is restored into the empty database and read back.

import type { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { restore } from "../../src/embedded/restore.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";

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

/** @returns reads the catalog of a database that holds just what this SQL creates */
export function useEmbedded(): (sql: string) => Promise<Catalog> {
  const client = useEmbeddedClient();
  return async (sql) => {
    await client().query("DROP SCHEMA IF EXISTS public, other CASCADE; CREATE SCHEMA public; SET search_path = public");
    await restore(client(), "test", splitScript(sql, "test"));
    return introspect(client(), { crossRead: true });
  };
}
