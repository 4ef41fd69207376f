// A draft becomes files: all of them or none, and never in the place of one that is there.

import { readFile, rm } from "node:fs/promises";
import { UsageError } from "../../errors.ts";
import { writeAllNew, writeWhole } from "../../files.ts";
import { printable } from "../../redact.ts";
import type { Draft } from "./format.ts";

/**
 * @returns the names of the files that are new, then of those that were added to
 * @throws UsageError when one is there already, or a list of the tool's changed meanwhile, or writing fails
 */
export async function writeDraft({ files, amended = [] }: Draft): Promise<string[]> {
  for (const { file, before } of amended) {
    const now = await readFile(file, "utf8").catch(() => undefined);
    if (now?.replace(/^\uFEFF/, "") !== before.replace(/^\uFEFF/, ""))
      throw new UsageError(`${printable(file)} changed while the plan was made. Nothing was written. Plan again.`);
  }
  await writeAllNew(files);
  try {
    for (const { file, after } of amended) await writeWhole(file, after);
  } catch (error) {
    for (const { file } of files) await rm(file, { force: true });
    throw error;
  }
  return [...files, ...amended].map(({ file }) => file);
}
