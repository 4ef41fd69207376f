// The one transaction in which a stamp is written: locked, looked at again, written, committed. Whatever fails in it, nothing stays.

import { codeOf, isSqlState } from "../error-code.ts";
import { DriftcheckError, SourceError } from "../errors.ts";
import { sqlOf } from "../migrations/stamper.ts";
import { defaultLockTimeout, defaultStatementTimeout, type Etiquette } from "../read/session.ts";
import { redact } from "../redact.ts";
import { limitsToWrite } from "../sources/connection/patience.ts";
import { isPglite, openPgliteToWrite, pgliteFolder } from "../sources/pglite.ts";
import { openServer, postgres } from "../sources/postgres.ts";
import type { OpenDatabase } from "../sources/source.ts";
import type { Plan } from "./plan.ts";

type Client = OpenDatabase["client"];

/** "drif" and "stmp" in ASCII. Advisory locks are a database's own, so that this is about one database. */
const lockKey = "1685219686, 1937009008";

const lockStatement = `SELECT pg_catalog.pg_try_advisory_xact_lock(${lockKey}) AS got`;

const waitStatement = `SELECT pg_catalog.pg_advisory_xact_lock(${lockKey})`;

/** What each such transaction begins with. */
const openingOf = ({
  lockTimeout = defaultLockTimeout,
  statementTimeout = defaultStatementTimeout,
}: Etiquette): readonly string[] => [
  "BEGIN ISOLATION LEVEL READ COMMITTED",
  `SET LOCAL lock_timeout = '${lockTimeout}s'`,
  `SET LOCAL statement_timeout = '${statementTimeout}s'`,
  "SET LOCAL search_path TO ''",
  "SET LOCAL standard_conforming_strings = on",
  // What is attested after the commit must not be lost with the server.
  "SET LOCAL synchronous_commit = on",
  lockStatement,
];

/** No migration tool writes to its table while this is held; whoever only reads it may. */
export const lockTable = ({ table, exists }: Plan): readonly string[] =>
  exists ? [`LOCK TABLE ${sqlOf(table)} IN EXCLUSIVE MODE`] : [];

/** All that is sent to write a plan, as psql would take it. */
export function planText(plan: Plan, etiquette: Etiquette): string {
  // Nobody reads there whether it was got, so that it is waited for.
  const waiting = openingOf(etiquette).map((sql) => (sql === lockStatement ? waitStatement : sql));
  const statements = [...waiting, ...lockTable(plan), ...plan.statements, "COMMIT"];
  return statements.map((sql) => `${sql};\n`).join("");
}

/** A connection that may write. @param timeout for each answer, in seconds. @throws UsageError, SourceError */
export async function openToWrite(locator: string, timeout?: number): Promise<OpenDatabase> {
  if (isPglite(locator)) return openPgliteToWrite(pgliteFolder(locator));
  if (!postgres.accepts(locator))
    throw new SourceError(`${redact(locator)} is not a live database. Pass its postgres:// URL or pglite:folder.`);
  return openServer(locator, { limits: limitsToWrite(timeout) });
}

/** @throws SourceError in one line, with nothing written */
export async function inTransaction<T>(
  client: Client,
  { live: locator, ...etiquette }: Etiquette & { readonly live: string },
  work: () => Promise<T>,
): Promise<T> {
  let isCommitting = false;
  try {
    for (const sql of openingOf(etiquette)) {
      const { rows } = await client.query(sql);
      if (sql === lockStatement && rows[0]?.got !== true)
        throw new SourceError(`another driftcheck is stamping ${redact(locator)}. Wait until it has finished.`);
    }
    await refuseReadOnly(client, locator);
    const result = await work();
    isCommitting = true;
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // The first failure is the one that is told.
    await client.query("ROLLBACK").catch(() => {});
    throw explained(error, locator, isCommitting);
  }
}

async function refuseReadOnly(client: Client, locator: string): Promise<void> {
  const { rows } = await client.query(
    "SELECT pg_catalog.pg_is_in_recovery() AS replica, current_setting('transaction_read_only') = 'on' AS closed",
  );
  if (rows[0]?.replica === true)
    throw new SourceError(`cannot stamp ${redact(locator)}: it is a replica. Stamp its primary.`);
  if (rows[0]?.closed === true)
    throw new SourceError(
      `cannot stamp ${redact(locator)}: its transactions are read-only (default_transaction_read_only). Stamp as a role that may write.`,
    );
}

const readOnly = "25006";
const noPrivilege = "42501";

/** What no database says. */
const isBug = (error: Error) => [TypeError, RangeError, ReferenceError].some((sort) => error instanceof sort);

function explained(error: unknown, locator: string, isCommitting: boolean): unknown {
  if (!(error instanceof Error) || error instanceof DriftcheckError || isBug(error)) return error;
  const code = codeOf(error);
  const where = redact(locator);
  const failure = (message: string) => new SourceError(message, { cause: error });
  if (isCommitting && !isSqlState(code))
    return failure(
      `the connection to ${where} was lost during the commit (${error.message}). Run the same command again to see the recorded revisions.`,
    );
  if (code === readOnly) return failure(`cannot stamp ${where}: it refuses writes (${error.message})`);
  if (code === noPrivilege) {
    const [message] = error.message.split(": connect as ");
    return failure(`cannot stamp ${where}: ${message}. Stamp as the role that runs the migrations.`);
  }
  return failure(`cannot stamp ${where}: ${error.message}`);
}
