// Databases of a walk over pairs of schemas, each made by a script: of our own, or, where $DRIFTCHECK_PAIRS_ON names a major, of a real
// server, which is quicker in a long walk and has the extensions that PGlite lacks.

import { Client } from "pg";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { extensionsOf } from "../../src/embedded/extensions.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { query } from "../support/servers/query.ts";
import type { Server } from "../support/servers.ts";

export interface Made {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

/** Opens an empty database in which these extensions can be made. */
export type Opener = (extensions: readonly string[]) => Promise<Made>;

export const embedded: Opener = (extensions) => connectEmbedded(extensions);

/** Roles are the cluster's, and go with the database that they were made for. */
export const onServer =
  (server: () => Server): Opener =>
  async () => {
    const url = await server().createDatabase();
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    const close = async () => {
      await client.end();
      const name = new URL(url).pathname.slice(1);
      await query(server().url, `DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
    };
    return { client, close };
  };

const isThere = (error: unknown) => error instanceof Error && /^role "(.+)" already exists$/.test(error.message);

async function run(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (isThere(error)) return;
    const role = /^role "(.+)" does not exist$/.exec(error instanceof Error ? error.message : "")?.[1];
    if (role === undefined) throw error;
    await client.query(`CREATE ROLE ${client.escapeIdentifier(role)}`);
    await run(client, sql);
  }
}

/** @param others scripts whose extensions can be made there, too */
export async function made(
  open: Opener,
  script: string,
  { roles, others }: { readonly roles: readonly string[]; readonly others: readonly string[] },
): Promise<Made> {
  const statements = splitScript(script, "script");
  const more = others.flatMap((text) => splitScript(text, "script"));
  const { client, close } = await open([...new Set(await extensionsOf([...statements, ...more]))]);
  try {
    for (const role of roles) await run(client, `CREATE ROLE ${client.escapeIdentifier(role)}`);
    await client.query("SET check_function_bodies = off");
    for (const { sql } of statements) await run(client, sql);
    await client.query("ROLLBACK; RESET SESSION AUTHORIZATION; RESET ALL");
    await client.query("SELECT set_config('search_path', '', false)");
    return { client, close };
  } catch (error) {
    await close();
    throw error;
  }
}
