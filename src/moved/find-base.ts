// A base in git: the declared file as it was at a revision.

import { mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { SourceError, UsageError } from "../errors.ts";
import { type ReadingOptions, readCatalog } from "../read-catalog.ts";
import { printable } from "../redact.ts";
import type { Base } from "./base.ts";
import { git, gitText } from "./git.ts";

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

const readable = /\.(?:ya?ml|json|sql)$/i;

/** Of a locator that is one file. */
export async function fileOf(locator: string): Promise<string | undefined> {
  if (!readable.test(locator)) return undefined;
  const isFile = await stat(locator).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? realpath(locator) : undefined;
}

export async function baseAt(
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
