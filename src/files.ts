// Files appear whole or not at all.

import { randomUUID } from "node:crypto";
import { lstat, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { UsageError } from "./errors.ts";

const unfinished = new Set<string>();

/** Writes to a temporary name beside the file and renames it. @throws UsageError when that can't be done */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    // Renaming would put a file in the place of /dev/null or of a pipe, and of a symbolic link.
    const there = await stat(file).catch(() => undefined);
    if (there !== undefined && !there.isFile()) await writeFile(file, text);
    else await writeAndRename(there === undefined ? file : await realpath(file), text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UsageError(`cannot write ${file}: ${explanations[code] ?? code}`, { cause: error });
  }
}

/** Writes a file that is not there yet, whole or not at all. @throws UsageError when there is one, or it can't be written */
export async function writeNew(file: string, text: string): Promise<void> {
  if ((await lstat(file).catch(() => undefined)) !== undefined)
    throw new UsageError(`cannot write ${file}: it exists, and driftcheck overwrites no file. Name another.`);
  await writeWhole(file, text);
}

async function writeAndRename(file: string, text: string): Promise<void> {
  // In containers each run may have the same process id, so that alone would meet what a killed run left.
  const temporary = `${file}.${randomUUID()}.tmp`;
  unfinished.add(temporary);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: "the folder does not exist",
  ENOTDIR: "its folder is a file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
};

/** Takes away what an interrupted write left. */
export async function removeUnfinished(): Promise<void> {
  await Promise.all([...unfinished].map((file) => rm(file, { force: true })));
}
