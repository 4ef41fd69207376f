// Real PostgreSQL servers for tests, majors 14 to 18. Tests never mock a server: one that can't be had skips them, loudly.
// DRIFTCHECK_SERVERS=14,16 asks for majors by name instead of the everyday 15 and 18; what is asked for by name must run.

import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { type ClusterOptions, startCluster } from "./servers/cluster.ts";
import { installServer, type Major, majors, type Unavailable } from "./servers/install.ts";
import { query } from "./servers/query.ts";

export interface Server {
  /** The superuser `postgres` on the database `postgres`, over TCP on 127.0.0.1. */
  readonly url: string;
  readonly major: Major;
  readonly binDir: string;
  /** Holds the data directory; gone after `stop`. */
  readonly folder: string;
  /** Creates an empty database, by default under a name of its own, and returns its URL. */
  createDatabase(name?: string): Promise<string>;
  /** All that the server has logged: with `settings: { log_statement: "all" }`, each statement that it was sent. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

const EVERYDAY: readonly Major[] = [15, 18];

/** Starts a server of its own; the caller stops it, and the end of the process does so otherwise. */
export async function startServer(major: Major, options: ClusterOptions = {}): Promise<Server | Unavailable> {
  const installed = await installServer(major);
  if ("reason" in installed) return installed;
  const cluster = await startCluster(installed.binDir, options);
  const url = new URL(`postgres://postgres@127.0.0.1:${cluster.port}/postgres`);
  url.password = encodeURIComponent(options.password ?? "");
  return {
    url: url.href,
    major,
    binDir: cluster.binDir,
    folder: cluster.folder,
    createDatabase: databaseMaker(url),
    log: cluster.log,
    stop: cluster.stop,
  };
}

/**
 * A `describe` whose tests share one server, started before the first and stopped after the last of them.
 *
 * ```ts
 * describeWithServer(15, (server) => {
 *   it("has a version", async () => {
 *     const url = await server().createDatabase();
 *     expect(await query(url, "show server_version")).toHaveLength(1);
 *   });
 * });
 * ```
 */
export function describeWithServer(
  major: Major,
  body: (server: () => Server) => void | Promise<void>,
  options: ClusterOptions = {},
): void {
  const title = `PostgreSQL ${major}`;
  if (!askedMajors().includes(major)) {
    describe.skip(`${title} (not in DRIFTCHECK_SERVERS)`, () => body(noServer));
    return;
  }
  describe(title, async () => {
    // Installed while collecting, where it may take its time, and where a whole describe can still be skipped.
    const installed = await installServer(major);
    if ("reason" in installed) {
      const told = unavailable(major, installed.reason);
      describe.skip(told, () => body(noServer));
      return;
    }
    let server: Server | undefined;
    beforeAll(async () => {
      server = available(major, await startServer(major, options));
    });
    afterAll(() => server?.stop());
    await body(() => server ?? noServer());
  });
}

/** The majors that this run is about. */
export function askedMajors(asked: string | undefined = process.env.DRIFTCHECK_SERVERS): readonly Major[] {
  if (asked === undefined || asked === "") return EVERYDAY;
  return asked.split(",").map((text) => {
    const major = majors.find((known) => String(known) === text.trim());
    if (major === undefined) throw new Error(`DRIFTCHECK_SERVERS: ${text} is none of ${majors.join(", ")}`);
    return major;
  });
}

/** Tells why the tests of a major are skipped, or refuses to skip what DRIFTCHECK_SERVERS asks for. */
function unavailable(major: Major, reason: string): string {
  const told = `no PostgreSQL ${major}: ${reason}`;
  if (process.env.DRIFTCHECK_SERVERS) throw new Error(`DRIFTCHECK_SERVERS asks for it, but there is ${told}`);
  process.stderr.write(`\n!! SKIPPED, ${told}\n\n`);
  return told;
}

function available(major: Major, server: Server | Unavailable): Server {
  if ("reason" in server) throw new Error(`PostgreSQL ${major} is not there any more: ${server.reason}`);
  return server;
}

function noServer(): never {
  throw new Error("The server runs inside tests and their hooks only, not while they are collected");
}

function databaseMaker(serverUrl: URL): (name?: string) => Promise<string> {
  let made = 0;
  return async (name = `test_${++made}`) => {
    await query(serverUrl.href, `create database ${escapeIdentifier(name)}`);
    const url = new URL(serverUrl);
    url.pathname = `/${encodeURIComponent(name)}`;
    return url.href;
  };
}
