// A PgBouncer in front of a server, in transaction mode: each transaction may have another session of the server's, or the one
// that somebody else has just used.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unprivileged } from "./cluster.ts";
import { query } from "./query.ts";

export function hasPgbouncer(): boolean {
  try {
    execFileSync("pgbouncer", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** @param poolSize sessions of the server's. @returns makes the URL of a database that of the same one through PgBouncer */
export async function startPgbouncer(
  server: string,
  poolSize: number,
): Promise<{ readonly through: (url: string) => string; readonly stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-pgbouncer-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const file = join(folder, "pgbouncer.ini");
  const { hostname, port: serverPort } = new URL(server);
  await writeFile(join(folder, "users"), '"postgres" ""\n');
  await writeFile(
    file,
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = ${poolSize}
`,
  );
  const child = spawn("pgbouncer", [file], { ...unprivileged(), cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const through = (url: string) => {
    const pooled = new URL(url);
    pooled.port = String(port);
    return pooled.href;
  };
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; ; attempt++) {
    const isUp = await query(through(server), "SELECT 1").then(
      () => true,
      () => false,
    );
    if (isUp) return { through, stop };
    if (child.exitCode !== null || attempt === 600) {
      await stop();
      throw new Error(`PgBouncer did not start: ${said}`);
    }
    await sleep(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}
