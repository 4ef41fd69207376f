// Writes the files of a stand-in where PGlite looks for extensions: by SQL, as only PGlite's own thread sees its file system.

import type { Client } from "pg";
import { literal } from "../../sql/literal.ts";
import type { KnownExtension } from "./known.ts";
import { controlOf, scriptOf, version } from "./script.ts";

export async function writeExtension(
  client: Client,
  known: KnownExtension,
  versions: readonly string[],
  isNamed: (name: string) => boolean,
): Promise<void> {
  const { rows } = await client.query("SELECT setting FROM pg_catalog.pg_config WHERE name = 'SHAREDIR'");
  const path = `${String(rows[0]?.setting)}/extension/${known.name}`;
  const script = scriptOf(known, isNamed);
  await write(client, `${path}.control`, controlOf(known));
  for (const each of [version, ...versions]) await write(client, `${path}--${each}.sql`, script);
}

/** COPY writes each row as a line; of what it would escape there is nothing in them. */
async function write(client: Client, path: string, text: string): Promise<void> {
  const rows = `SELECT pg_catalog.unnest(pg_catalog.string_to_array(${literal(text)}, pg_catalog.chr(10)))`;
  await client.query(`COPY (${rows}) TO ${literal(path)}`);
}
