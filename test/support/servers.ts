// Real PostgreSQL servers for tests, majors 14 to 18. Tests never mock a server: one that can't be had skips them, loudly.
// By night all of them; DRIFTCHECK_SERVERS=14,16 asks for majors by name instead of the everyday 15, 18 and Debian's, and what is asked for by name
// must run. A major is the newest minor release to be had: Debian's where its package is installed, else the pinned one.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { isNightly } from "./sample.ts";
import { type ClusterOptions, startCluster } from "./servers/cluster.ts";
import { debianBin, debianMajor, versionOf } from "./servers/debian.ts";
import { type Installed, installServer, type Major, majors, type Unavailable } from "./servers/install.ts";
import { query } from "./servers/query.ts";
import { tellRan } from "./servers/ran.ts";
import { type SharedCluster, sharedCluster } from "./servers/shared.ts";

export interface Server {
  /** The superuser `postgres` on the database `postgres`, over TCP on 127.0.0.1. */
  readonly url: string;
  readonly major: Major;
  /** As it names itself: `15.20 (Debian 15.20-0+deb12u1)`. */
  readonly version: string;
  readonly binDir: string;
  /** Holds the data directory; gone after `stop`. */
  readonly folder: string;
  /** Creates an empty database, by default under a name of its own, and returns its URL. */
  createDatabase(name?: string): Promise<string>;
  /** All that the server has logged: with `settings: { log_statement: "all" }`, each statement that it was sent. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

export interface ServerOptions extends ClusterOptions {
  /** The release of test/servers/package.json, though Debian's may be newer. */
  readonly pinned?: boolean;
  /** Whether or not this run is about its major. */
  readonly always?: boolean;
  /** Not the one that the whole run shares. */
  readonly own?: boolean;
}

const EVERYDAY: readonly Major[] = majors.filter((major) => major === 15 || major === 18 || major === debianMajor());

/** Starts a server of its own; the caller stops it, and the end of the process does so otherwise. */
export async function startServer(major: Major, options: ServerOptions = {}): Promise<Server | Unavailable> {
  const installed = await findServer(major, options);
  if ("reason" in installed) return installed;
  const version = await versionOf(installed.binDir);
  tellRan(version);
  const cluster = await startCluster(installed.binDir, options);
  return { ...described(cluster, major, version, options.password), stop: cluster.stop };
}

/** The server of the whole run; what was made in it here is dropped when it is "stopped". */
async function shareServer(major: Major, options: ServerOptions): Promise<Server | Unavailable> {
  const installed = await findServer(major, options);
  if ("reason" in installed) return installed;
  const cluster = await sharedCluster(installed.binDir);
  if (cluster === undefined) return startServer(major, options);
  const version = await versionOf(installed.binDir);
  tellRan(version);
  const server = described(cluster, major, version);
  const made: string[] = [];
  const createDatabase: Server["createDatabase"] = async (name) => {
    const url = await server.createDatabase(name);
    made.push(decodeURIComponent(new URL(url).pathname.slice(1)));
    return url;
  };
  return { ...server, createDatabase, stop: () => dropDatabases(server.url, made) };
}

function described(
  { port, binDir, folder }: SharedCluster,
  major: Major,
  version: string,
  password = "",
): Omit<Server, "stop"> {
  const url = new URL(`postgres://postgres@127.0.0.1:${port}/postgres`);
  url.password = encodeURIComponent(password);
  const log = () => readFile(join(folder, "log"), "utf8");
  return { url: url.href, major, version, binDir, folder, createDatabase: databaseMaker(url, major), log };
}

async function dropDatabases(url: string, names: readonly string[]): Promise<void> {
  for (const name of names) await query(url, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

async function findServer(major: Major, { pinned }: ServerOptions): Promise<Installed | Unavailable> {
  const binDir = pinned ? undefined : debianBin(major);
  return binDir === undefined ? installServer(major) : { binDir };
}

/**
 * A `describe` with a server: that of the whole run, or one of its own, where the options ask for it or for settings.
 * The databases that its tests create are gone after the last of them.
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
  options: ServerOptions = {},
): void {
  const title = `PostgreSQL ${major}`;
  if (!options.always && !askedMajors().includes(major)) {
    describe.skip(`${title} (not in DRIFTCHECK_SERVERS)`, () => body(noServer));
    return;
  }
  describe(title, async () => {
    // Installed while collecting, where it may take its time, and where a whole describe can still be skipped.
    const installed = await findServer(major, options);
    if ("reason" in installed) {
      const told = unavailable(major, installed.reason);
      describe.skip(told, () => body(noServer));
      return;
    }
    let server: Server | undefined;
    beforeAll(async () => {
      const start = isShareable(options) ? shareServer : startServer;
      server = available(major, await start(major, options));
    });
    afterAll(() => server?.stop());
    await body(() => server ?? noServer());
  });
}

const isShareable = ({ own, settings, password }: ServerOptions) =>
  !own && settings === undefined && password === undefined;

/** The same with a server of its own: for tests of roles, tablespaces, sessions, the log, or what all of a cluster has. */
export function describeWithOwnServer(
  major: Major,
  body: (server: () => Server) => void | Promise<void>,
  options: ServerOptions = {},
): void {
  describeWithServer(major, body, { ...options, own: true });
}

/** The same on the newest server that Debian's packages brought, skipped where there is none: the end of the run says so. */
export function describeWithDebian(body: (server: () => Server) => void | Promise<void>): void {
  const major = majors.find((known) => known === debianMajor());
  if (major === undefined) describe.skip("PostgreSQL of Debian (not installed)", () => body(noServer));
  else describeWithServer(major, body);
}

/** The majors that this run is about. */
export function askedMajors(asked: string | undefined = process.env.DRIFTCHECK_SERVERS): readonly Major[] {
  if (asked === undefined || asked === "") return isNightly ? majors : EVERYDAY;
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

let made = 0;

function databaseMaker(serverUrl: URL, major: Major): Server["createDatabase"] {
  // To copy the template's files takes half the CPU of writing them to the log; 14 knows no other way.
  const how = major === 14 ? "" : " strategy file_copy";
  return async (name = `test_${process.pid}_${++made}`) => {
    await query(serverUrl.href, `create database ${escapeIdentifier(name)}${how}`);
    const url = new URL(serverUrl);
    url.pathname = `/${encodeURIComponent(name)}`;
    return url.href;
  };
}
