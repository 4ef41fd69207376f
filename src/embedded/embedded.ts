// A PostgreSQL of our own (PGlite), in a thread where it can be ended whatever it does, and a client of it like that of any server.
// It must never print, and never load PGlite before it is asked for a database.

import type { Client } from "pg";
import { SourceError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { defaultRestoreTimeout, TimeBound } from "./bounds.ts";
import type { EmbeddedOptions } from "./database.ts";
import { loadDriver } from "./driver.ts";
import { type ExtensionPackage, installedPackages } from "./packages.ts";
import { Stopped } from "./stopped.ts";
import { ThreadStream } from "./stream.ts";
import { Thread } from "./thread.ts";

/** Made of thread-main.ts by the build. */
const program = packageFile("thread-main.js");

export interface Embedded {
  readonly client: Client;
  readonly close: () => Promise<void>;
  /** All of this together may take the time that a single question may take otherwise. */
  readonly within: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface ConnectOptions {
  readonly data?: EmbeddedOptions["data"];
  /** The folder of what is read: what is installed there is found, as from the working directory. */
  readonly projectFolder?: string | undefined;
  /** How long a question, or what is done `within`, may take, in seconds; 300 by default. */
  readonly restoreTimeout?: number | undefined;
}

/**
 * Starts an embedded PostgreSQL with these extensions made available, as `CREATE EXTENSION` has their names.
 * @throws Error with one line, when PGlite does not start. Whatever is asked fails with `Stopped` once it had to be ended
 */
export async function connectEmbedded(
  extensions: readonly string[],
  { data, projectFolder, restoreTimeout = defaultRestoreTimeout }: ConnectOptions = {},
): Promise<Embedded> {
  const time = new TimeBound(restoreTimeout);
  const packages = await installedPackages(extensions, projectFolder);
  const thread = new Thread(program, { extensions, packages, ...(data && { data }) }, time);
  const isKept = data !== undefined && "folder" in data;
  try {
    const [pg] = await Promise.all([loadDriver(), thread.started]);
    const client = failingAsTold(clientOf(pg, thread), thread);
    await client.connect();
    const close = async () => {
      try {
        await client.end();
        if (isKept && thread.stopped === undefined) await thread.close();
      } finally {
        await thread.end();
      }
    };
    return { client, close, within: (work) => time.within(work) };
  } catch (error) {
    await thread.end();
    throw packages.length === 0 || error instanceof Stopped ? error : blaming(packages, error);
  }
}

/** Without a package it starts on every machine. */
function blaming(packages: readonly ExtensionPackage[], error: unknown): SourceError {
  const given = packages.map(({ name, version }) => `${name} ${version}`).join(", ");
  const reason = error instanceof Error ? error.message : String(error);
  return new SourceError(`${reason}. It was given ${given}. Update or remove that package.`, { cause: error });
}

function clientOf({ Client }: Awaited<ReturnType<typeof loadDriver>>, thread: Thread): Client {
  // What is not said here, pg would take from the environment.
  const client = new Client({
    stream: () => new ThreadStream(thread),
    host: "localhost",
    port: 5432,
    user: "postgres",
    database: "postgres",
    password: "none",
    ssl: false,
  });
  // Whoever asks is told; without a listener the process would end, too.
  client.on("error", () => {});
  return client;
}

/** After the first failure pg only says that it can't be asked. */
function failingAsTold(client: Client, thread: Thread): Client {
  // Of pg's overloads two forms are used here: one that gives a promise, and one for a query object, which is told itself.
  const query = client.query.bind(client) as (...question: unknown[]) => unknown;
  const asking = (...question: unknown[]) => {
    const answer = query(...question);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      throw thread.stopped ?? error;
    });
  };
  client.query = asking as typeof client.query;
  return client;
}
