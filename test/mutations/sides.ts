// The shop example with more objects on both sides, and how its two sides are compared in these tests.

import { readFile } from "node:fs/promises";
import type { Client } from "pg";
import { connectEmbedded as connect } from "../../src/embedded/embedded.ts";
import { restore } from "../../src/embedded/restore.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import type { Statement } from "../../src/scripts/statement.ts";
import type { Expected } from "./mutation.ts";

/** From the live schema to the declared one. */
export const schemas: ReadonlyMap<string, string> = new Map([["shop", "public"]]);

/** The true drift of the example, as its README tells it. */
export const knownDrift: readonly Expected[] = [
  "changed column:public.audit_log.changes type",
  "changed column:public.products.updated_at default",
  "changed column:public.products.updated_at notNull",
  "changed index:public.orders.ix_orders_unpaid predicate",
  "missing constraint:public.coupons.uq_coupons_code",
  "missing constraint:public.products.ck_products_price",
  "unexpected column:public.customers.loyalty_points",
];

/** An embedded PostgreSQL with the extensions that the mutations need, and how to end it. */
export const connectEmbedded = () => connect(["citext", "pg_trgm"]);

export async function makeDeclared(client: Client): Promise<void> {
  await make(client, "../fixtures/shop/declared.sql", "public");
  await make(client, "extras.sql", "public");
  // That of `shop` is compared with it, which has no rights from initdb.
  await client.query("ALTER SCHEMA public OWNER TO CURRENT_USER; REVOKE ALL ON SCHEMA public FROM PUBLIC");
}

/** A tablespace is the cluster's, and can't be made within a transaction. */
async function makeTablespace(client: Client): Promise<void> {
  const { rows } = await client.query(`
    SELECT current_setting('server_version_num')::int >= 150000 AND NOT EXISTS (
      SELECT FROM pg_tablespace WHERE spcname = 'attic') AS can_and_must`);
  if (rows[0]?.can_and_must !== true) return;
  await client.query("SET allow_in_place_tablespaces = on");
  await client.query("CREATE TABLESPACE attic LOCATION ''");
}

export async function makeLive(client: Client): Promise<void> {
  await makeTablespace(client);
  await make(client, "../fixtures/shop/live.sql", "public");
  await make(client, "extras.sql", "shop");
}

async function make(client: Client, file: string, schema: string): Promise<void> {
  await client.query(`SET search_path = ${schema}`);
  const notRestored = await restore(client, file, await statementsOf(file));
  if (notRestored.length > 0) throw new Error(notRestored.map(({ reason }) => reason).join("\n"));
}

async function statementsOf(file: string): Promise<Statement[]> {
  return splitScript(await readFile(new URL(file, import.meta.url), "utf8"), file);
}
