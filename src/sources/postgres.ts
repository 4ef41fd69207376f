// A live server, read through `pg`. Never writes; leaves no connection behind.

import type { Client, ClientConfig } from "pg";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { loadDriver } from "./driver.ts";
import type { OpenDatabase, Source } from "./source.ts";

const connectTimeout = 15_000; // milliseconds

export const postgres: Source = {
  name: "postgres",
  locator: "postgres://user@host:5432/database",
  // SQLAlchemy's URLs name a driver: postgresql+psycopg2://…
  accepts: (locator) => scheme.test(locator),
  open: (locator) => connect(locator.replace(scheme, "postgres://"), redact(locator)),
};

const scheme = /^postgres(ql)?(\+\w+)?:\/\//i;

const connected = new Set<Client>();

async function connect(url: string, shown: string): Promise<OpenDatabase> {
  const pg = await loadDriver();
  const config: ClientConfig = {
    // An empty authority means libpq's PG* variables, which pg reads by itself.
    ...(url === "postgres://" ? {} : { connectionString: asLibpqReads(url) }),
    application_name: "driftcheck",
    connectionTimeoutMillis: connectTimeout,
  };
  let client: Client | undefined;
  try {
    client = new pg.Client(config);
    // Without a listener, a connection that breaks between two queries would end the process as if by a bug of ours.
    client.on("error", () => {});
    await client.connect();
  } catch (error) {
    // Where it is pg that gives up, its socket stays open until the server has waited a minute for a password.
    client?.end().catch(() => {});
    const where = url === "postgres://" ? "the server that the PG* variables name" : shown;
    throw new SourceError(`cannot connect to ${where}: ${reason(error)}`, { cause: error });
  }
  connected.add(client);
  return {
    client: advising(client),
    notCompared: [],
    close: async () => {
      connected.delete(client);
      await client.end().catch(() => {});
    },
  };
}

// By SQLSTATE: what the server's own message leaves the reader to find out.
const advice: Readonly<Record<string, string>> = {
  "55P03": "another session, perhaps a migration, holds a lock on what is read; try again when it has ended",
  "57014": "the server is too busy, or something too large was asked of it; try again, or read a copy of the schema",
  "57P01": "an administrator ended the session, or the server is stopping; try again",
  "42501": "connect as a role that may read it",
};

const inFailedTransaction = "25P02";

/** Makes this client's errors say what to do. Of a failure and what it made fail, the first is told: a lost connection fails ROLLBACK, too. */
function advising(client: Client): Client {
  // pg's overloads for callbacks and query objects: only the form that gives a promise is used here.
  const query = client.query.bind(client) as (...question: unknown[]) => Promise<unknown>;
  let failure: unknown;
  const asking = (...question: unknown[]) =>
    query(...question).catch((error: unknown) => {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      const isConsequence = !/^[0-9A-Z]{5}$/.test(code) || code === inFailedTransaction;
      if (isConsequence && failure !== undefined) throw failure;
      failure = error;
      const said = advice[code];
      if (said !== undefined) (error as Error).message += `: ${said}`;
      throw error;
    });
  client.query = asking as typeof client.query;
  return client;
}

/** `require` encrypts and verifies nothing, as PostgreSQL documents it; pg's own reading refuses most managed servers. */
function asLibpqReads(url: string): string {
  return /[?&]sslmode=/.test(url) && !url.includes("uselibpqcompat=") ? `${url}&uselibpqcompat=true` : url;
}

/** Ends what the open connections are doing on their servers, so that an interrupted check leaves none behind. */
export async function abandonConnections(): Promise<void> {
  await Promise.all([...connected].map(abandon));
}

async function abandon(client: Client): Promise<void> {
  const pg = await loadDriver();
  // A backend that waits for a lock does not notice that its client went away; it has to be told over another connection.
  const second = new pg.Client({
    host: client.host,
    port: client.port,
    ...(client.user !== undefined && { user: client.user }),
    ...(client.database !== undefined && { database: client.database }),
    ...(typeof client.password === "string" && { password: client.password }),
    ssl: client.ssl,
    connectionTimeoutMillis: 2_000,
  });
  try {
    await second.connect();
    await second.query("SELECT pg_terminate_backend($1)", [(client as unknown as { processID: number }).processID]);
  } catch {
    // The server is gone, or lets nobody in: then closing the socket is all that can be done.
  } finally {
    await second.end().catch(() => {});
  }
}

const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused; is a server listening there?",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host name cannot be resolved now",
  ETIMEDOUT: "no answer in time",
  ECONNRESET: "the server closed the connection",
  ERR_INVALID_URL: "the URL is not valid; percent-encode special characters in its password (@ as %40, / as %2F)",
};

function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error.message.includes("client password must be a string"))
    return "the server asks for a password; put one into the URL, into $PGPASSWORD or into ~/.pgpass";
  // A host with several addresses fails with an AggregateError, whose own message is empty.
  return explanations[code] ?? (error.message || error.name);
}
