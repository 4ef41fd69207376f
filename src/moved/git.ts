// Asks git, and nothing else: no shell, no pager, no program that the repository's configuration names, no network, no question
// to a person. What git says of a commit is data of whoever wrote it.

import { execFile } from "node:child_process";
import { SourceError } from "../errors.ts";
import { printable, redactWithin } from "../redact.ts";

const wait = 60_000; // milliseconds
const largest = 256 * 1024 * 1024; // bytes

const quiet = ["--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"];

/** @throws SourceError with the last line of what git says */
export function git(folder: string, args: readonly string[], input = ""): Promise<Buffer> {
  const options = {
    cwd: folder,
    env: { ...process.env, ...calm },
    timeout: wait,
    maxBuffer: largest,
    killSignal: "SIGKILL",
    encoding: "buffer",
  } as const;
  return new Promise((fulfil, reject) => {
    const child = execFile("git", [...quiet, ...args], options, (error, stdout, stderr) => {
      if (error === null) fulfil(stdout);
      else reject(new SourceError(`git ${args[0]}: ${reasonOf(error, stderr.toString())}`, { cause: error }));
    });
    // Git may end before it has read all of it.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

const calm = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  LC_ALL: "C",
};

export async function gitText(folder: string, args: readonly string[]): Promise<string> {
  return (await git(folder, args)).toString().trimEnd();
}

/** The same, or undefined where git says no. */
export function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  return gitText(folder, args).catch(() => undefined);
}

function reasonOf(error: Error & { readonly code?: unknown; readonly killed?: boolean }, stderr: string): string {
  if (error.code === "ENOENT") return "git is not installed. Install it, or pass a file.";
  if (error.killed) return `git did not answer within ${wait / 1000} s, or said more than ${largest} bytes`;
  const said = stderr.split("\n").findLast((line) => line.trim() !== "");
  return redactWithin(printable(said?.replace(/^(?:fatal|error): /, "") ?? "git failed"));
}
