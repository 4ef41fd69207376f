// Runs the built command line as a user does: another process, its streams and its exit code.
// It inherits no PG* variable and no DATABASE_URL, and works in a folder of its own unless told otherwise.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect } from "vitest";

export const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

// Below the minute for which a server waits for a password: whoever waits for that hangs.
const hangsAfter = 45_000;

export interface Ran {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function startDriftcheck(args: readonly string[], { cwd = tmpdir(), env = {} }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...inherited(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: hangsAfter,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

export function driftcheck(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return startDriftcheck(args, options).ended;
}

export function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:PG|DATABASE_URL$)/.test(name)));
}

/** One clear line on stderr, nothing on stdout, exit code 2: it could not tell. */
export function expectRefusal(ran: Ran, ...parts: readonly (string | RegExp)[]): void {
  expect(ran.stderr).toMatch(/^driftcheck: [^\n]+\n$/);
  expect(ran.stderr).not.toContain("bug in driftcheck");
  for (const part of parts) expect(ran.stderr).toMatch(part);
  expect({ stdout: ran.stdout, code: ran.code }).toEqual({ stdout: "", code: 2 });
}

export interface Folder {
  readonly path: string;
  readonly at: (name: string) => string;
  /** Writes a file, and the folders that lead to it, and returns where it is. */
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>;
  readonly read: (name: string) => Promise<string>;
  readonly list: () => Promise<string[]>;
}

/** A folder for the tests of one file, gone after the last of them. */
export function useFolder(): () => Folder {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "driftcheck-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  return () => ({
    path: folder,
    at,
    write: async (name, content) => {
      await mkdir(dirname(at(name)), { recursive: true });
      await writeFile(at(name), content);
      return at(name);
    },
    read: (name) => readFile(at(name), "utf8"),
    list: () => readdir(folder),
  });
}
