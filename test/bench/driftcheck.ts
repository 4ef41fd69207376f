// The built program and a bare node, as commands to measure. What `npm run build` last made is what is measured.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Command, measure } from "./measure.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const program = join(repository, "dist", "cli.js");
/** Bundled once, beside what it reads, as the program is. */
const stages = lazily(async () => {
  const folder = join(repository, "node_modules/.cache/driftcheck/stages");
  await promisify(execFile)(process.execPath, [join(repository, "build.mjs"), "test/bench/stages.mjs", folder]);
  return join(folder, "stages.js");
});

function lazily<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** A folder without a rule file, and the cache of the embedded PostgreSQL in it. */
export interface Workspace {
  readonly folder: string;
  readonly cache: string;
}

export async function inWorkspace<Result>(work: (workspace: Workspace) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-bench-"));
  const cache = join(folder, "cache");
  await mkdir(cache);
  try {
    return await work({ folder, cache });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** So that a script is restored again: a remembered catalog would leave nothing to measure. */
export async function forgetCatalogs({ cache }: Workspace): Promise<void> {
  const remembered = (await readdir(cache)).filter((name) => name.startsWith("catalog-"));
  await Promise.all(remembered.map((name) => rm(join(cache, name))));
}

export function driftcheck({ folder, cache }: Workspace, args: readonly string[], exits: readonly number[]): Command {
  return { ...node([program, ...args]), cwd: folder, env: { DRIFTCHECK_CACHE_DIR: cache }, exits };
}

export function node(args: readonly string[]): Command {
  return { program: process.execPath, args, cwd: tmpdir(), exits: [0] };
}

/** The milliseconds of each stage of one check, in a process of its own. */
export async function stagesOf({ folder, cache }: Workspace, args: readonly string[]): Promise<Record<string, number>> {
  const env = { DRIFTCHECK_CACHE_DIR: cache };
  const { stdout } = await measure({ ...node([await stages(), ...args]), cwd: folder, env, keepStdout: true });
  return JSON.parse(stdout) as Record<string, number>;
}
