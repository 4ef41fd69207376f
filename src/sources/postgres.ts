// A live server, read through `pg`. Never writes; leaves no connection behind, and waits for no answer for ever.

import type { Client } from "pg";
import { codeOf, isSqlState } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { wireOf } from "./connection/authentication.ts";
import { close, connect, type Session } from "./connection/connect.ts";
import { limitsToRead, Patience } from "./connection/patience.ts";
import { isConnection, resolve } from "./connection/resolve.ts";
import { isTransient } from "./connection/transient.ts";
import type { OpenDatabase, OpenOptions, Source } from "./source.ts";

export const postgres: Source = {
  name: "postgres",
  locator: "postgres://user@host:5432/database",
  accepts: isConnection,
  open: openServer,
};

const connected = new Set<Session>();

/** @throws SourceError in one line */
export async function openServer(
  locator: string,
  { limits = limitsToRead() }: Pick<OpenOptions, "limits">,
): Promise<OpenDatabase> {
  let session: Session;
  try {
    session = await connect(resolve(locator), limits);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot connect to ${shown(locator)}: ${error.message}`, { cause: error });
  }
  connected.add(session);
  return {
    client: advising(session.client, new Patience(limits)),
    notCompared: [],
    ofDatabase: true,
    close: async () => {
      connected.delete(session);
      await close(session.client);
    },
  };
}

const shown = (locator: string) => (/^[^/]*:\/\/$/.test(locator) ? "the server of the PG* variables" : redact(locator));

// By SQLSTATE: what the server's own message leaves the reader to find out.
const advice: Readonly<Record<string, string>> = {
  "55P03":
    "another session, perhaps a migration, holds a lock on an object that must be read. Try again when it has finished.",
  "57014": "the server is too busy, or the request was too large for it. Try again, or read a copy of the schema.",
  "57P01": "an administrator ended the session, or the server is stopping. Try again.",
  "42501": "connect as a role that may read it",
};

const ddlRan = "the schema changed while it was read. Try again when the migration has finished.";

const inFailedTransaction = "25P02";

/** Makes this client's errors say what to do. Of a failure and what it made fail, the first is told: a lost connection fails ROLLBACK, too. */
function advising(client: Client, patience: Patience): Client {
  // pg's overloads for callbacks and query objects: only the form that gives a promise is used here.
  const query = client.query.bind(client) as (...question: unknown[]) => Promise<unknown>;
  let failure: unknown;
  const asking = (...question: unknown[]) =>
    patience.during(query(...question), giveUp).catch((error: unknown) => {
      const code = codeOf(error);
      const isConsequence = !isSqlState(code) || code === inFailedTransaction;
      if (isConsequence && failure !== undefined) throw failure;
      failure = error;
      const advised = advice[code] ?? (isTransient(error) ? ddlRan : undefined);
      if (advised !== undefined) (error as Error).message += `: ${advised}`;
      throw error;
    });
  const giveUp = (why: Error) => {
    // The answer fails with why, and so does whatever is asked afterwards.
    wireOf(client).stream.destroy(why);
  };
  client.query = asking as typeof client.query;
  return client;
}

/** Ends what the open connections are doing on their servers, so that an interrupted check leaves none behind. */
export async function abandonConnections(): Promise<void> {
  await Promise.all([...connected].map(abandon));
}

/** Only a session like ours: a pooler tells a number of its own, which may be another session's. */
export const endQuery = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE pid = $1 AND application_name = current_setting('application_name') AND usename = current_user`;

async function abandon({ client, again }: Session): Promise<void> {
  try {
    // A backend that waits for a lock does not notice that its client went away; it has to be told over another connection.
    const second = await again(2);
    await second.query(endQuery, [(client as unknown as { processID: number }).processID]);
    await close(second);
  } catch {
    // The server is gone, or lets nobody in: then closing the socket is all that can be done.
  }
}
