// Runs a command line: in this process, through the streams that the program is given; or as a user does, in another process of
// the built program, where the process itself is the subject: signals, pipes, NODE_OPTIONS, the cache that only a build has.
// It inherits no PG* variable, no DATABASE_URL and nothing of GitHub's, and works in a folder of its own unless told otherwise.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect } from "vitest";
import { run } from "../../src/cli/program.ts";
import { redactWithin } from "../../src/redact.ts";
import { testedBuild } from "./remember-from-source.ts";

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

/** In a process of its own. */
export function spawnDriftcheck(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return startDriftcheck(args, options).ended;
}

/** In this process. Where it works and what its environment says are the whole process's: only its like run beside it. */
export async function driftcheck(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const place = { cwd: options.cwd ?? tmpdir(), env: { ...inherited(), ...testedBuild(), ...options.env } };
  const leave = await enter(place);
  try {
    return await runInProcess(args);
  } finally {
    leave();
  }
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

let inside = { place: "", runs: 0, left: Promise.resolve() };

/** Waits until nobody is elsewhere. @returns how to leave it */
async function enter(wanted: Place): Promise<() => void> {
  const place = JSON.stringify(wanted);
  while (inside.runs > 0 && inside.place !== place) await inside.left;
  if (inside.runs > 0) {
    inside.runs += 1;
  } else {
    let left = () => {};
    const promise = new Promise<void>((resolve) => {
      left = resolve;
    });
    const before = { cwd: process.cwd(), env: { ...process.env } };
    inside = { place, runs: 1, left: promise };
    become(wanted);
    leaveLast = () => {
      become(before);
      left();
    };
  }
  return () => {
    inside.runs -= 1;
    if (inside.runs === 0) leaveLast();
  };
}

let leaveLast = () => {};

function become({ cwd, env }: Place): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
}

/** As src/cli.ts, which is not run here. */
async function runInProcess(args: readonly string[]): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const out = (text: string) => {
    stdout += text;
  };
  const err = (text: string) => {
    stderr += redactWithin(text);
  };
  const code = await run([process.execPath, program, ...args], { out, err });
  return { code, stdout, stderr };
}

export function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:PG|GITHUB_|DATABASE_URL$)/.test(name)),
  );
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
