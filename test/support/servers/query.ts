// One statement over one connection of its own, which is closed again: what psql -c is to a shell.

import { Client, type QueryResultRow } from "pg";

/** The rows of `sql`; several statements, without `values`, are run in one go and the rows of the last are returned. */
export async function query<Row extends QueryResultRow = Record<string, unknown>>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = [await client.query<Row>(sql, values && [...values])].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
