// One cluster in a folder of its own, in memory where there is room, and its server on a free port of 127.0.0.1.
// Nothing outlives the process that asked for it: supervise.sh sees its stdin end, however the process died.

import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdtemp, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { initializedCopy } from "./initialized.ts";

export interface ClusterOptions {
  /** Server settings, as in postgresql.conf; they win over the harness's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes the server ask for this password (scram-sha-256); without it everyone on 127.0.0.1 is trusted. */
  readonly password?: string;
  /** A data directory of which the cluster is a copy, instead of a new one. */
  readonly data?: string;
}

export interface Cluster {
  readonly port: number;
  readonly folder: string;
  readonly binDir: string;
  readonly log: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface Place {
  readonly folder: string;
  readonly binDir: string;
  readonly account: Account | undefined;
}

type Supervisor = ChildProcessByStdio<Writable, null, Readable>;

const run = promisify(execFile);
const MEMORY = "/dev/shm";
const MEMORY_WANTED_BYTES = 1024 ** 3;
const READY_WITHIN_MS = 60_000;
const FAST_SHUTDOWN_WITHIN_MS = 10_000;
const PORT_ATTEMPTS = 5;

const DEFAULTS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "16MB",
  max_wal_size: "128MB",
  max_connections: "50",
  autovacuum: "off",
  // To compile a query takes longer than any of the tests' takes to run, and pg_dump's look expensive in a catalog without statistics.
  jit: "off",
  timezone: "UTC",
};

export async function startCluster(packagedBin: string, options: ClusterOptions = {}): Promise<Cluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(packagedBin, await freePort(), options);
    } catch (error) {
      // Between freePort and the server's own bind, any other process may take the port.
      if (attempt === PORT_ATTEMPTS || !String(error).includes("Address already in use")) throw error;
    }
  }
}

async function launch(packagedBin: string, port: number, options: ClusterOptions): Promise<Cluster> {
  const account = unprivileged();
  const runnable = await mayRun(account, join(packagedBin, "postgres"));
  // A copy of the binaries needs the disk: memory is often mounted noexec.
  const folder = await mkdtemp(join(runnable ? await roomiest() : tmpdir(), "driftcheck-server-"));
  try {
    const binDir = runnable ? packagedBin : await copyOf(packagedBin, folder);
    await writeFile(join(folder, "password"), options.password ?? "postgres");
    if (account !== undefined) await run("chown", ["-R", `${account.uid}:${account.gid}`, folder]);
    const supervisor = await supervise({ folder, binDir, account }, port, options);
    await ready(folder, supervisor);
    const log = () => readFile(join(folder, "log"), "utf8");
    return { port, folder, binDir, log, stop: () => stop(supervisor, folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to run as root; 65534 is `nobody` on Linux. */
export function unprivileged(): Account | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/** Whether that account may enter all the folders that lead to the program, which root's own home would not let it. */
async function mayRun(account: Account | undefined, program: string): Promise<boolean> {
  if (account === undefined) return true;
  return run("test", ["-x", program], { ...account, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

async function copyOf(packagedBin: string, folder: string): Promise<string> {
  await run("cp", ["-R", dirname(packagedBin), join(folder, "native")]);
  return join(folder, "native", "bin");
}

/** In memory `create database` takes a tenth of the time; containers often have 64 MB of it, too little for a cluster. */
async function roomiest(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    await access(MEMORY, constants.W_OK);
    return bavail * bsize >= MEMORY_WANTED_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function supervise(place: Place, port: number, options: ClusterOptions): Promise<Supervisor> {
  const script = await readFile(new URL("supervise.sh", import.meta.url), "utf8");
  const auth = options.password === undefined ? "trust" : "scram-sha-256";
  const settings = { ...DEFAULTS, ...options.settings, port: String(port) };
  const settingArgs = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // One that asks for a password has that of initdb.
  const initialized = options.data ?? ((options.password === undefined && initializedCopy(place.binDir)) || "");
  const given = [place.folder, place.binDir, auth, initialized, ...settingArgs];
  const supervisor = spawn("sh", ["-c", script, "supervise.sh", ...given], {
    ...place.account,
    cwd: "/",
    // Neither PG* nor the locale of whoever runs the tests may reach the server.
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    // In a process group of its own: Ctrl-C is for the tests, and their end is what stops the server.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  // A supervisor that is gone already has nothing to be told: its exit says all.
  supervisor.stdin.on("error", () => {});
  return supervisor;
}

/** The server writes `ready` into the eighth line of its pid file: unlike a connection, this can't be another server. */
async function ready(folder: string, supervisor: Supervisor): Promise<void> {
  let complaint = "";
  supervisor.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const ended = once(supervisor, "close").then(() => true);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(folder))) {
    if (await Promise.race([ended, sleep(5, false)])) throw new Error(`PostgreSQL did not start: ${complaint}`);
    if (Date.now() > deadline) {
      await stop(supervisor, folder);
      throw new Error(`PostgreSQL was not ready after ${READY_WITHIN_MS} ms`);
    }
  }
}

async function isReady(folder: string): Promise<boolean> {
  const pidFile = await readFile(join(folder, "data", "postmaster.pid"), "utf8").catch(() => "");
  return pidFile.split("\n")[7]?.trim() === "ready";
}

async function stop(supervisor: Supervisor, folder: string): Promise<void> {
  if (supervisor.exitCode === null && supervisor.signalCode === null) {
    const exited = once(supervisor, "exit");
    supervisor.stdin.write("fast shutdown\n");
    const impatience = setTimeout(() => supervisor.stdin.end(), FAST_SHUTDOWN_WITHIN_MS);
    await exited;
    clearTimeout(impatience);
  }
  await rm(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
