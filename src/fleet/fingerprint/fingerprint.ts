// What a live catalog is, in 64 digits, asked in one query. Two databases with the same fingerprint have the same definitions; one
// that was made anew, or moved, may have another though nothing differs, and then is read.

import { namedDigest } from "../../digest.ts";
import type { OpenDatabase } from "../../sources/source.ts";
import { databaseQuery, schemasQuery } from "./query.ts";
import { versionsQuery } from "./versions.ts";

type Client = OpenDatabase["client"];

async function majorOf(client: Client): Promise<number> {
  const { rows } = await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
  return Number(rows[0]?.major);
}

/** In the transaction that the client is in. @returns undefined where the database has what no fingerprint covers */
export async function databaseFingerprint(client: Client): Promise<string | undefined> {
  const { rows } = await client.query(databaseQuery(await majorOf(client)));
  const [row] = rows;
  return row === undefined || row.is_beyond !== false ? undefined : namedDigest(String(row.content));
}

/** In that transaction, too: while it stays the same, so does each fingerprint of the database. */
export async function databaseVersions(client: Client): Promise<string> {
  const { rows } = await client.query(versionsQuery(await majorOf(client)));
  return String(rows[0]?.versions);
}

interface SchemaRow {
  readonly name: string | null;
  readonly content: string;
  readonly others: readonly string[];
  readonly is_beyond: boolean;
}

/**
 * Of each of these schemas, by name: what is in it, in the schemas that it refers to, and in all that are none of these.
 * @param schemas the targets, each with the schemas whose contents count for it besides
 */
export async function schemaFingerprints(
  client: Client,
  schemas: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const { rows }: { readonly rows: readonly SchemaRow[] } = await client.query(schemasQuery(await majorOf(client)));
  if (rows.length === 0 || rows.some((row) => row.is_beyond)) return new Map();
  const own = new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.name, row] as const])));
  const shared = rows
    .filter(({ name }) => name === null || !schemas.has(name))
    .map(({ name, content }) => [name, content]);
  const common = namedDigest(JSON.stringify(shared.sort()));
  return new Map(
    [...schemas].flatMap(([name, besides]) => {
      const row = own.get(name);
      if (row === undefined) return [];
      const others = [...new Set([...row.others, ...besides])]
        .sort()
        .map((each) => [each, own.get(each)?.content ?? null]);
      return [[name, namedDigest(JSON.stringify([common, row.content, others]))] as const];
    }),
  );
}
