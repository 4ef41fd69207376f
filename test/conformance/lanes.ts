// Where one side of a pair is made and read: a server of its own for each lane, as roles are the whole cluster's and
// a script that makes or changes one must not be seen by another.

import { Client, DatabaseError } from "pg";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import type { Server } from "../support/servers.ts";
import { readWhole } from "./comparison.ts";
import type { Pair } from "./pairs.ts";

export class Lane {
  readonly #server: Server;
  /** Connected to a database that no script runs in. */
  readonly #admin: Client;

  private constructor(server: Server, admin: Client) {
    this.#server = server;
    this.#admin = admin;
  }

  static async open(server: Server): Promise<Lane> {
    return new Lane(server, await connected(server.url));
  }

  close(): Promise<void> {
    return this.#admin.end();
  }

  /** What the script makes of an empty database. Nothing of it is left, neither the database nor a role. */
  async catalogOf(script: string, roles: Pair["roles"]): Promise<Catalog> {
    for (const role of roles) await this.#admin.query(`CREATE ROLE ${this.#admin.escapeIdentifier(role)}`);
    const url = await this.#server.createDatabase();
    const client = await connected(url);
    try {
      // As pg_dump does, which does not ask what a body says either.
      await client.query("SET check_function_bodies = off");
      for (const { sql } of splitScript(script, "script")) await run(client, sql);
      await client.query("DISCARD ALL");
      return await readWhole(client);
    } finally {
      await client.query("ROLLBACK");
      await detachSubscriptions(client);
      await client.end();
      await this.#clean(new URL(url).pathname.slice(1));
    }
  }

  async #clean(database: string): Promise<void> {
    await this.#admin.query(`DROP DATABASE ${database}`);
    const made = await this.#admin.query(
      "SELECT string_agg(quote_ident(rolname), ', ') AS roles FROM pg_roles WHERE oid >= 16384",
    );
    const { roles } = made.rows[0];
    if (roles !== null) await this.#admin.query(`DROP ROLE ${roles}`);
  }
}

/** One statement, as psql would run it; a role that it names and nobody created is created first. */
async function run(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const role = error instanceof DatabaseError ? /^role "(.+)" does not exist$/.exec(error.message)?.[1] : undefined;
    if (role === undefined) throw error;
    await client.query(`CREATE ROLE ${client.escapeIdentifier(role)}`);
    await run(client, sql);
  }
}

/** A database with a subscription can't be dropped, and a subscription with a slot would ask its publisher to drop that. */
async function detachSubscriptions(client: Client): Promise<void> {
  const { rows } = await client.query("SELECT quote_ident(subname) AS name FROM pg_subscription");
  for (const { name } of rows) {
    await client.query(`ALTER SUBSCRIPTION ${name} DISABLE`);
    await client.query(`ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`);
    await client.query(`DROP SUBSCRIPTION ${name}`);
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
