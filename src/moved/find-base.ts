// Finds a base in git: the declared file as it was at a revision, or where this branch left the main one.

import { mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { SourceError, UsageError } from "../errors.ts";
import { type ReadingOptions, readCatalog } from "../read-catalog.ts";
import { printable } from "../redact.ts";
import type { Base } from "./base.ts";
import { askGit, git, gitText } from "./git.ts";

/** @throws UsageError, SourceError where there is no such file, revision or repository */
export async function baseAtRevision(revision: string, declared: string, options: ReadingOptions): Promise<Base> {
  const file = await fileOf(declared);
  if (file === undefined)
    throw new UsageError(
      `--base git:${printable(revision)} needs --declared to be a snapshot or a .sql file in the repository`,
    );
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = await gitText(dirname(file), asked).catch((error: unknown) => {
    throw new UsageError(`--base git:${printable(revision)}: git knows no such commit. Fetch it first.`, {
      cause: error,
    });
  });
  return baseAt(commit, file, "revision", options);
}

/** Undefined where there is none, or where what is declared is the same there: then it tells nothing. */
export async function baseAtMergeBase(declared: string, options: ReadingOptions): Promise<Base | undefined> {
  const file = await fileOf(declared);
  if (file === undefined) return undefined;
  const folder = dirname(file);
  const commit = await mergeBase(folder);
  if (commit === undefined) return undefined;
  const then = await askGit(folder, ["rev-parse", "--verify", "--quiet", `${commit}:./${basename(file)}`]);
  const now = await askGit(folder, ["hash-object", "--", basename(file)]);
  if (then === undefined || then === now) return undefined;
  return baseAt(commit, file, "merge-base", options);
}

/** The names of the branch that this one will be merged into, the surest first. */
function mainBranches({ GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME } = process.env): readonly string[] {
  const ofCi = [GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME].filter(
    (name) => name !== undefined && name !== "",
  );
  return [...ofCi.map((name) => `refs/remotes/origin/${name}`), ...usual];
}

const usual = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

async function mergeBase(folder: string): Promise<string | undefined> {
  for (const branch of mainBranches()) {
    const commit = await askGit(folder, ["merge-base", "HEAD", branch]);
    if (commit !== undefined && commit !== "") return commit;
  }
  return undefined;
}

const readable = /\.(?:ya?ml|json|sql)$/i;

/** Of a locator that is one file. */
async function fileOf(locator: string): Promise<string | undefined> {
  if (!readable.test(locator)) return undefined;
  const isFile = await stat(locator).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? realpath(locator) : undefined;
}

async function baseAt(
  commit: string,
  file: string,
  kind: "revision" | "merge-base",
  options: ReadingOptions,
): Promise<Base> {
  const folder = dirname(file);
  const content = await git(folder, ["cat-file", "blob", `${commit}:./${basename(file)}`]).catch((error: unknown) => {
    const where = `${printable(basename(file))} at ${commit.slice(0, 12)}`;
    throw new SourceError(`cannot read ${where}, the base: git has no such file there`, { cause: error });
  });
  const date = await gitText(folder, ["show", "--no-patch", "--format=%cI", commit]);
  const model = await catalogIn(content, extname(file), options);
  return { from: { kind, locator: basename(file), commit, date }, model, live: model };
}

/** As a file of its own: it is read as any declared file is. */
async function catalogIn(content: Buffer, extension: string, options: ReadingOptions): Promise<Catalog> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-base-"));
  try {
    const file = join(folder, `base${extension}`);
    await writeFile(file, content);
    return await readCatalog(file, { ...options, allowEmpty: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
