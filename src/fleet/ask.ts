// One question to a live server, in a read-only transaction of its own that is rolled back.

import { SourceError } from "../errors.ts";
import { isUserSchema } from "../kinds/scope.ts";
import { defaultLockTimeout, defaultStatementTimeout, type Etiquette, own, settings } from "../read/session.ts";
import { redact } from "../redact.ts";
import { limitsToRead } from "../sources/connection/patience.ts";
import { openServer } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";

type Client = OpenDatabase["client"];

export interface Patient extends Etiquette {
  readonly timeout?: number | undefined;
}

/**
 * @param pinned as a catalog is read, with an empty search_path; a query of the user's own needs that of the role
 * @throws SourceError where the server can't be reached, or refuses
 */
export async function asking<Answer>(
  locator: string,
  { timeout, lockTimeout, statementTimeout }: Patient,
  pinned: boolean,
  question: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const { client, close } = await openServer(locator, { limits: limitsToRead(timeout, statementTimeout) });
  const opening = pinned
    ? settings({ lockTimeout, statementTimeout })
    : `SET LOCAL lock_timeout = '${lockTimeout ?? defaultLockTimeout}s'; SET LOCAL statement_timeout = '${statementTimeout ?? defaultStatementTimeout}s'`;
  try {
    await client.query(`${own.begin};${opening}`);
    const answer = await question(client);
    await client.query(own.end);
    return answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  } finally {
    await close();
  }
}

export const databasesQuery =
  "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1";

export const schemasQuery = `SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE ${isUserSchema("n")} ORDER BY 1`;

const most = 100_000;

/** The rows of one SELECT, as text. Sent so that it can't be several statements. */
export async function rowsOf(client: Client, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  const question = { text: sql, rowMode: "array" as const, queryMode: "extended" };
  const { rows } = (await client.query(question)) as unknown as { readonly rows: readonly unknown[][] };
  if (rows.length > most) throw new SourceError(`the query gives ${rows.length} rows, more than ${most}`);
  return rows.map((row) => row.map((value) => (value === null || value === undefined ? null : String(value))));
}
