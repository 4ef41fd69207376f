// The versions of a file in git's history: each commit that changed it, with what it was in that commit's parents. Follows
// renames. Bounded: whoever asks says how many.

import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { SourceError, UsageError } from "../errors.ts";
import { printable } from "../redact.ts";
import { askGit, git, gitText } from "./git.ts";

export interface Version {
  readonly commit: string;
  /** As the author's clock had it, in ISO 8601. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** From the repository's root, in this commit. */
  readonly path: string;
  /** The blob; undefined where the commit deleted the file. */
  readonly blob: string | undefined;
  /** What it was in each parent that had it, under whatever name. */
  readonly before: readonly string[];
}

export interface Versions {
  /** The repository's root. */
  readonly root: string;
  /** The newest first. */
  readonly versions: readonly Version[];
  /** There are more. */
  readonly isCut: boolean;
}

interface Commit extends Pick<Version, "commit" | "date" | "author" | "subject"> {
  readonly parents: readonly string[];
}

/** @throws UsageError where the file is in no repository, or was never committed */
export async function versionsOf(file: string, most: number, from = "HEAD"): Promise<Versions> {
  const folder = await realpath(dirname(resolve(file))).catch(() => {
    throw new UsageError(`${printable(file)}: its folder does not exist`);
  });
  const prefix = await gitText(folder, ["rev-parse", "--show-prefix"]).catch((error: unknown) => {
    const what = existsSync(file) ? "is in no git repository" : "does not exist";
    throw new UsageError(`${printable(file)} ${what}`, { cause: error });
  });
  const root = await gitText(folder, ["rev-parse", "--show-toplevel"]);
  const path = prefix + basename(file);
  // Git is asked for blobs line by line.
  if (path.includes("\n")) throw new UsageError(`${printable(file)}: a line break in a file's name is not supported`);
  const found = new Map<string, Version>();
  const isCut = await collect({ root, most: most + 1, found }, path, from);
  if (found.size === 0) throw new UsageError(`${printable(file)}: git knows no version of it. Commit it first.`);
  return { root, versions: [...found.values()].slice(0, most), isCut: isCut || found.size > most };
}

interface Walk {
  readonly root: string;
  readonly most: number;
  readonly found: Map<string, Version>;
}

/** The file's own history, then that of what it was renamed from. @returns whether there are more */
async function collect(walk: Walk, path: string, from: string): Promise<boolean> {
  const { root, most, found } = walk;
  const commits = await commitsOf(root, path, from, most - found.size);
  const blobs = await blobsOf(
    root,
    commits.flatMap(({ commit, parents }) => [commit, ...parents].map((each) => `${each}:${path}`)),
  );
  const renamed: { readonly parent: string; readonly path: string }[] = [];
  for (const { parents, ...commit } of commits) {
    const blob = blobs.get(`${commit.commit}:${path}`);
    const before = parents.flatMap((parent) => blobs.get(`${parent}:${path}`) ?? []);
    if (before.length === 0 && blob !== undefined) {
      for (const parent of parents) {
        const old = await renamedFrom(root, parent, commit.commit, path);
        if (old === undefined) continue;
        renamed.push({ parent, path: old });
        before.push(...(await blobsOf(root, [`${parent}:${old}`])).values());
      }
    }
    if (!found.has(commit.commit)) found.set(commit.commit, { ...commit, path, blob, before });
  }
  for (const { parent, path: old } of renamed) {
    if (found.size >= most) return true;
    if (await collect(walk, old, parent)) return true;
  }
  return found.size >= most;
}

/** Those that made the file what it is: a branch that was merged with nothing of it left is not among them. */
async function commitsOf(root: string, path: string, from: string, most: number): Promise<Commit[]> {
  const format = "--format=%H%x00%P%x00%aI%x00%an%x00%s";
  const asked = ["log", "-z", "--topo-order", "--encoding=UTF-8", `--max-count=${most}`, format, from, "--", path];
  const fields = (await git(root, asked)).toString().split("\0");
  return Array.from({ length: Math.floor(fields.length / 5) }, (_, at) => {
    const [commit = "", parents = "", date = "", author = "", subject = ""] = fields.slice(5 * at, 5 * at + 5);
    return { commit, parents: parents.split(" ").filter((each) => each !== ""), date, author, subject };
  });
}

/** The blob of each `commit:path` that there is. */
async function blobsOf(root: string, asked: readonly string[]): Promise<Map<string, string>> {
  const names = [...new Set(asked)];
  const answers = (await git(root, ["cat-file", "--batch-check=%(objecttype) %(objectname)"], `${names.join("\n")}\n`))
    .toString()
    .split("\n");
  return new Map(
    names.flatMap((name, at) => {
      const [, blob] = /^blob ([0-9a-f]{40,64})$/.exec(answers[at] ?? "") ?? [];
      return blob === undefined ? [] : [[name, blob] as const];
    }),
  );
}

/** What the file was called in a parent, if git takes it for the same. */
async function renamedFrom(root: string, parent: string, commit: string, path: string): Promise<string | undefined> {
  const asked = ["diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-ext-diff", parent, commit];
  const fields = ((await askGit(root, asked)) ?? "").split("\0");
  for (let at = 0; at + 2 < fields.length; at += 3) if (fields[at + 2] === path) return fields[at + 1];
  return undefined;
}

const largest = 128 * 1024 * 1024; // bytes

/** @throws SourceError where it is too large, or not in a partial clone */
export async function textOf(root: string, blob: string): Promise<string> {
  const size = Number(await gitText(root, ["cat-file", "-s", blob]));
  if (size > largest) throw new SourceError(`a version of the file is larger than ${largest} bytes`);
  return (await git(root, ["cat-file", "blob", blob])).toString();
}
