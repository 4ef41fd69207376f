// A git repository of its own for each that is asked for, gone after the last test of the file. Nothing of the user's git is read.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

const run = promisify(execFile);

export interface Repository {
  readonly path: string;
  readonly git: (...args: readonly string[]) => Promise<string>;
  /** Writes files and commits all that changed. @returns the commit */
  readonly commit: (files: Readonly<Record<string, string>>, message?: string) => Promise<string>;
  readonly write: (name: string, content: string) => Promise<void>;
}

export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

export function useRepositories(): () => Promise<Repository> {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));
  return async () => {
    const path = await mkdtemp(join(tmpdir(), "driftcheck-repository-"));
    made.push(path);
    let day = 0;
    const git = async (...args: readonly string[]) => {
      day += 1;
      const date = `2026-01-${String(day % 28 || 28).padStart(2, "0")}T12:00:00Z`;
      const env = { ...process.env, ...gitEnvironment, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      return (await run("git", args, { cwd: path, env })).stdout.trimEnd();
    };
    await git("init", "--quiet", "--initial-branch=main");
    const write = async (name: string, content: string) => {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), content);
    };
    const commit = async (files: Readonly<Record<string, string>>, message = "Change the model") => {
      for (const [name, content] of Object.entries(files)) await write(name, content);
      await git("add", "--all");
      await git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD");
    };
    return { path, git, commit, write };
  };
}
