// What initdb makes, made once a run for each version and copied for each server: it takes longer than all else of a start.

import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDER = "DRIFTCHECK_INITIALIZED";

/** Where the data directory of that version's new cluster is, or will be; undefined outside of a run, where each makes its own. */
export function initializedCopy(binDir: string): string | undefined {
  const folder = process.env[FOLDER];
  return folder && join(folder, createHash("sha256").update(binDir).digest("hex").slice(0, 12));
}

/** Vitest calls it before the first test. */
export function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-initialized-"));
  // Where tests run as root, the servers do not.
  chmodSync(folder, 0o777);
  process.env[FOLDER] = folder;
}

/** Vitest calls it after the last test. */
export function teardown(): void {
  const folder = process.env[FOLDER];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
