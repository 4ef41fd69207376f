// Files appear whole or not at all.

import { randomUUID } from "node:crypto";
import { link, lstat, mkdir, realpath, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inWords, ofWriting } from "./error-code.ts";
import { UsageError } from "./errors.ts";

const unfinished = new Set<string>();

/** Writes to a temporary name beside the file and renames it. @throws UsageError when that can't be done */
export async function writeWhole(file: string, content: Content): Promise<void> {
  try {
    // Renaming would put a file in the place of /dev/null or of a pipe, and of a symbolic link.
    const there = await stat(file).catch(() => undefined);
    if (there !== undefined && !there.isFile()) await writeFile(file, content);
    else await writeAndRename(there === undefined ? file : await realpath(file), content);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${inWords(error, ofWriting)}`, { cause: error });
  }
}

/** Writes a file that is not there yet, whole or not at all. @throws UsageError when there is one, or it can't be written */
export async function writeNew(file: string, text: string): Promise<void> {
  if ((await lstat(file).catch(() => undefined)) !== undefined)
    throw new UsageError(`cannot write ${file}: it exists, and driftcheck overwrites no file. Name another.`);
  await writeWhole(file, text);
}

/**
 * Writes several files that are not there yet, and the folders that lead to them: all of them, or none.
 * @throws UsageError when one is there meanwhile, or can't be written
 */
export async function writeAllNew(files: readonly { readonly file: string; readonly text: string }[]): Promise<void> {
  const made: string[] = [];
  const temporaries: string[] = [];
  const placed: string[] = [];
  let current = "";
  try {
    for (const { file, text } of files) {
      current = file;
      made.push(...(await makeFolders(dirname(file))));
      const temporary = temporaryOf(file);
      temporaries.push(temporary);
      unfinished.add(temporary);
      await writeFile(temporary, text, { flag: "wx" });
    }
    for (const [at, { file }] of files.entries()) {
      current = file;
      // Unlike a renamed file, a link never takes the place of what is there.
      await link(temporaries[at] ?? "", file);
      placed.push(file);
    }
  } catch (error) {
    for (const file of placed) await rm(file, { force: true });
    await removeAll(temporaries);
    for (const folder of made.reverse()) await rmdir(folder).catch(() => undefined);
    throw new UsageError(`cannot write ${current}: ${inWords(error, ofWriting)}. Nothing was written.`, {
      cause: error,
    });
  }
  await removeAll(temporaries);
}

async function removeAll(temporaries: readonly string[]): Promise<void> {
  for (const file of temporaries) {
    await rm(file, { force: true }).catch(() => undefined);
    unfinished.delete(file);
  }
}

/** @returns those that were not there, the outermost first */
async function makeFolders(folder: string): Promise<string[]> {
  if (await isThere(folder)) return [];
  const above = await makeFolders(dirname(folder));
  await mkdir(folder);
  return [...above, folder];
}

/** Writes what only this user may read or trust, and its folder. @returns whether that could be done */
export async function keepPrivately(file: string, content: Content): Promise<boolean> {
  try {
    await makeFolder(dirname(file));
    await writeAndRename(file, content, 0o600);
    return true;
  } catch {
    return false;
  }
}

/** Node's own recursive `mkdir` never ends below /proc, where a folder that can't be made "does not exist". */
async function makeFolder(folder: string): Promise<void> {
  if (await isThere(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another driftcheck may have made it meanwhile.
    if (!(await isThere(folder))) throw error;
  });
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

type Content = string | readonly Uint8Array[];

/** In containers each run may have the same process id, so that alone would meet what a killed run left. */
const temporaryOf = (file: string) => `${file}.${randomUUID()}.tmp`;

async function writeAndRename(file: string, content: Content, mode?: number): Promise<void> {
  const temporary = temporaryOf(file);
  unfinished.add(temporary);
  try {
    await writeFile(temporary, content, { flag: "wx", ...(mode !== undefined && { mode }) });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** Takes away what an interrupted write left. */
export async function removeUnfinished(): Promise<void> {
  await Promise.all([...unfinished].map((file) => rm(file, { force: true })));
}
