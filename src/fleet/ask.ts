// One question to a live server, in a read-only transaction of its own that is rolled back.

import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { limitsToRead } from "../sources/connection/patience.ts";
import { openServer } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";

type Client = OpenDatabase["client"];

const opening = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SELECT set_config(name, value, true) FROM (VALUES ('lock_timeout', '10s'), ('statement_timeout', '120s'), ('jit', 'off')) AS setting (name, value)`;

/** @throws SourceError where the server can't be reached, or refuses */
export async function asking<Answer>(
  locator: string,
  timeout: number | undefined,
  question: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const { client, close } = await openServer(locator, { limits: limitsToRead(timeout) });
  try {
    await client.query(opening);
    const answer = await question(client);
    await client.query("ROLLBACK");
    return answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  } finally {
    await close();
  }
}

const most = 100_000;

/** The rows of one SELECT, as text. Sent so that it can't be several statements. */
export async function rowsOf(client: Client, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  const question = { text: sql, rowMode: "array" as const, queryMode: "extended" };
  const { rows } = (await client.query(question)) as unknown as { readonly rows: readonly unknown[][] };
  if (rows.length > most) throw new SourceError(`the query gives ${rows.length} rows, more than ${most}`);
  return rows.map((row) => row.map((value) => (value === null || value === undefined ? null : String(value))));
}
