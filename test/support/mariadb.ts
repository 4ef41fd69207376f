// A MariaDB server of its own, for tests that move a database with the real pgloader. Where either is missing the test skips.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
// Debian keeps servers out of the PATH of those who are not root.
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

export interface MariaDb {
  /** For pgloader: `mysql://app:app@127.0.0.1:port/library`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Those of these programs that are not on this machine. */
export async function missingPrograms(...programs: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    programs.map((program) =>
      run("sh", ["-c", 'command -v "$1"', "sh", program], { env: { ...process.env, PATH } }).then(
        () => [],
        () => [program],
      ),
    ),
  );
  return found.flat();
}

/** With one database, and a user `app` who owns it. */
export async function startMariaDb(database: string): Promise<MariaDb> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-mariadb-"));
  const env = { ...process.env, PATH };
  const common = ["--no-defaults", `--datadir=${folder}`, ...(userInfo().uid === 0 ? ["--user=root"] : [])];
  await run("mariadb-install-db", [...common, "--auth-root-authentication-method=normal"], { env });
  const port = await freePort();
  const socket = join(folder, "s");
  const server = spawn("mariadbd", [...common, `--socket=${socket}`, `--port=${port}`, "--bind-address=127.0.0.1"], {
    env,
    stdio: "ignore",
  });
  const stop = () => end(server, folder);
  try {
    const sql = `CREATE DATABASE ${database} CHARACTER SET utf8mb4; CREATE USER app@'127.0.0.1' IDENTIFIED BY 'app';
      GRANT ALL ON ${database}.* TO app@'127.0.0.1'`;
    await ready(server, () =>
      run("mariadb", ["--no-defaults", "-u", "root", `--socket=${socket}`, "-e", "SELECT 1"], { env }),
    );
    await run("mariadb", ["--no-defaults", "-u", "root", `--socket=${socket}`, "-e", sql], { env });
    return { url: `mysql://app:app@127.0.0.1:${port}/${database}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const READY_WITHIN_MS = 60_000;

/** A server that starts can only be asked again and again. */
async function ready(server: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const isThere = await ask().then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (server.exitCode !== null || Date.now() > until) throw new Error("MariaDB does not start");
    await wait(100);
  }
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once("exit", resolve));
  if (server.exitCode === null && server.kill("SIGKILL")) await gone;
  await rm(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === "string" ? reject(new Error("no port")) : resolve(address.port),
      );
    });
  });
}
