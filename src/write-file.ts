// Files appear whole or not at all.

import { rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./errors.ts";

const unfinished = new Set<string>();

/** Writes to a temporary name beside the file and renames it. @throws UsageError when that can't be done */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  unfinished.add(temporary);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = code === "ENOENT" ? "the folder does not exist" : code === "EACCES" ? "permission denied" : code;
    throw new UsageError(`cannot write ${file}: ${why}`, { cause: error });
  } finally {
    unfinished.delete(temporary);
  }
}

/** Takes away what an interrupted write left. */
export async function removeUnfinished(): Promise<void> {
  await Promise.all([...unfinished].map((file) => rm(file, { force: true })));
}
