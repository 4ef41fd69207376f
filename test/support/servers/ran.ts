// Which versions of PostgreSQL the tests ran on: each server that starts adds a line, the end of the run tells them all.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { debianMajor } from "./debian.ts";

const LIST = "DRIFTCHECK_SERVERS_RAN";

/** @param version as the server names itself */
export function tellRan(version: string): void {
  const list = process.env[LIST];
  if (list !== undefined) appendFileSync(list, `${version}\n`);
}

/** Vitest calls it before the first test. */
export function setup(): void {
  const list = join(mkdtempSync(join(tmpdir(), "driftcheck-ran-")), "versions");
  writeFileSync(list, "");
  process.env[LIST] = list;
}

/** Vitest calls it after the last test. */
export function teardown(): void {
  const list = process.env[LIST];
  if (list === undefined) return;
  const versions = readFileSync(list, "utf8").split("\n").filter(Boolean);
  rmSync(dirname(list), { recursive: true });
  process.stderr.write(`${toldOf(versions, debianMajor())}\n`);
}

/** One line for the versions, and one more where Debian's could not be among them. */
export function toldOf(versions: readonly string[], debian: number | undefined): string {
  const each = [...new Set(versions)].sort((one, other) => Number.parseFloat(one) - Number.parseFloat(other));
  const ran = `PostgreSQL servers that ran: ${each.join(", ") || "none"}`;
  if (debian !== undefined) return ran;
  return `${ran}\n!! SKIPPED: tests on Debian's newest PostgreSQL. No server is in /usr/lib/postgresql: apt-get install postgresql`;
}
