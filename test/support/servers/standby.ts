// A hot standby of a server, by pg_basebackup, which Debian's package has and npm's have not.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startCluster, unprivileged } from "./cluster.ts";

const run = promisify(execFile);

export const canReplicate = (binDir: string): boolean => existsSync(join(binDir, "pg_basebackup"));

/** @param url of the primary. @returns the URL of the standby, with the same database and role */
export async function startStandby(
  binDir: string,
  url: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const account = unprivileged();
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-standby-"));
  try {
    if (account !== undefined) await run("chown", [`${account.uid}:${account.gid}`, folder]);
    const data = join(folder, "data");
    const args = ["--pgdata", data, "--dbname", url, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"];
    await run(join(binDir, "pg_basebackup"), args, { ...account, cwd: "/", env: { PATH: process.env.PATH } });
    const { port, stop } = await startCluster(binDir, { data });
    const standby = new URL(url);
    standby.port = String(port);
    return { url: standby.href, stop };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
