// What a command costs: its own processor time and memory, and what the server spent on it meanwhile. Printed, and never asserted.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inherited } from "../support/cli.ts";
import type { Server } from "../support/servers.ts";

export interface Measured {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** In seconds. */
  readonly wall: number;
  readonly client: number;
  readonly server: number;
  /** In megabytes, of the largest process. */
  readonly peak: number;
}

interface How {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A shell's command line, and all that it starts. */
export async function measured(server: Server, command: string, { cwd, env = {} }: How): Promise<Measured> {
  const before = await cpuOf(server);
  const started = performance.now();
  // As GNU time says it, last of all.
  const timed = ["-f", "%U %S %M", "sh", "-c", command];
  const child = spawn("/usr/bin/time", timed, {
    cwd,
    env: { ...inherited(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  const [user = 0, system = 0, peak = 0] = (stderr.trimEnd().split("\n").at(-1) ?? "").split(" ").map(Number);
  const wall = (performance.now() - started) / 1000;
  return {
    code,
    stdout,
    stderr,
    wall,
    client: user + system,
    server: (await cpuOf(server)) - before,
    peak: peak / 1024,
  };
}

/** Of all its processes that have ended, and of the first. A session that is still open is not in it. */
async function cpuOf({ folder }: Server): Promise<number> {
  const [pid = ""] = (await readFile(join(folder, "data", "postmaster.pid"), "utf8")).split("\n");
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
  return ticks / 100;
}

export const figures = (what: string, { code, wall, client, server, peak }: Measured): string =>
  `${what}: exit ${code}, wall ${wall.toFixed(1)} s, CPU ${client.toFixed(2)} s of its own and ${server.toFixed(2)} s of the server, peak ${peak.toFixed(0)} MB`;

/** The most sessions of a role at one moment, as a server that logs connections tells them. */
export function mostConnections(log: string, user: string): number {
  let [open, most] = [0, 0];
  for (const line of log.split("\n")) {
    if (line.includes(`connection authorized: user=${user} `)) open += 1;
    else if (line.includes("disconnection:") && line.includes(` user=${user} `)) open -= 1;
    most = Math.max(most, open);
  }
  return most;
}
