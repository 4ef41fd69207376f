// A live server, read through `pg`. Never writes; leaves no connection behind.

import type { Client, ClientConfig } from "pg";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import type { OpenDatabase, Source } from "./source.ts";

const connectTimeout = 15_000; // milliseconds

export const postgres: Source = {
  name: "postgres",
  locator: "postgres://user@host:5432/database",
  // SQLAlchemy's URLs name a driver: postgresql+psycopg2://…
  accepts: (locator) => /^postgres(ql)?(\+\w+)?:\/\//.test(locator),
  open: (locator) => connect(locator.replace(/^postgres(ql)?(\+\w+)?:/, "postgres:"), redact(locator)),
};

const connected = new Set<Client>();

async function connect(url: string, shown: string): Promise<OpenDatabase> {
  const { default: pg } = await import("pg");
  const config: ClientConfig = {
    // An empty authority means libpq's PG* variables, which pg reads by itself.
    ...(url === "postgres://" ? {} : { connectionString: url }),
    application_name: "driftcheck",
    connectionTimeoutMillis: connectTimeout,
  };
  let client: Client;
  try {
    client = new pg.Client(config);
    await client.connect();
  } catch (error) {
    throw new SourceError(`cannot connect to ${shown}: ${reason(error)}`, { cause: error });
  }
  connected.add(client);
  // Without a listener, a connection that breaks between two queries would end the process as if by a bug of ours.
  client.on("error", () => {});
  return {
    client,
    notCompared: [],
    close: async () => {
      connected.delete(client);
      await client.end().catch(() => {});
    },
  };
}

/** Ends what the open connections are doing on their servers, so that an interrupted check leaves none behind. */
export async function abandonConnections(): Promise<void> {
  await Promise.all([...connected].map(abandon));
}

async function abandon(client: Client): Promise<void> {
  const { default: pg } = await import("pg");
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
};

function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // A host with several addresses fails with an AggregateError, whose own message is empty.
  return explanations[code] ?? (error.message || error.name);
}
