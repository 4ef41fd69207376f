// The ground that walks walk on: one server with the schema in a template, and a fresh copy of it whenever one is asked for.

import { readFile } from "node:fs/promises";
import { Client } from "pg";
import type { Server } from "../support/servers.ts";
import type { Dumper } from "./dump/dump.ts";
import { type Mode, type Observer, observerOf } from "./observe.ts";

export interface Ground {
  readonly major: number;
  /** A database of its own, which `close` drops. */
  copy(mode: Mode): Promise<Copy>;
}

export interface Copy {
  readonly client: Client;
  readonly observer: Observer;
  close(): Promise<void>;
}

const TEMPLATE = "oracle_template";
// The last must be off for bodies that call what is not there; labels are put into their catalog, as no provider is loaded.
const session = `SET search_path = ''; SET check_function_bodies = off; SET client_min_messages = error;
  SET allow_system_table_mods = on; SET lock_timeout = '20s'; SET statement_timeout = '60s'`;

// Subscriptions are the cluster's, each for one database: a template has none to copy.
const subscription = `CREATE SUBSCRIPTION subscribed CONNECTION 'host=nowhere' PUBLICATION a, b
  WITH (connect = false, slot_name = NONE)`;

export async function groundOn(server: Server, dumper: Dumper): Promise<Ground> {
  const template = await server.createDatabase(TEMPLATE);
  await runScripts(template, await scriptsFor(server.major));
  let copies = 0;
  return {
    major: server.major,
    copy: async (mode) => {
      copies += 1;
      const name = `walk_${copies}`;
      const admin = await connected(server.url);
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const client = await connected(url.href);
      await client.query(session);
      await client.query(subscription);
      const observer = await observerOf(url.href, dumper, mode);
      return {
        client,
        observer,
        close: async () => {
          await dropSubscriptions(client);
          await Promise.all([client.end(), observer.close()]);
          await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
          await admin.end();
        },
      };
    },
  };
}

async function scriptsFor(major: number): Promise<string[]> {
  const names = [
    "cluster.sql",
    "schema.sql",
    ...[15, 18].filter((since) => major >= since).map((it) => `schema-${it}.sql`),
  ];
  return Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
}

async function runScripts(url: string, scripts: readonly string[]): Promise<void> {
  const client = await connected(url);
  try {
    await client.query("SET allow_in_place_tablespaces = on; SET client_min_messages = error");
    await client.query("CREATE TABLESPACE oracle_space LOCATION ''");
    for (const script of scripts) await client.query(script);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // A server that is stopped under it says so on the connection; who waits for an answer is told by that.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** One that is there keeps its database from being dropped. */
async function dropSubscriptions(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT quote_ident(subname) AS name FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  for (const { name } of rows) {
    await client.query(`ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`);
    await client.query(`DROP SUBSCRIPTION ${name}`);
  }
}
