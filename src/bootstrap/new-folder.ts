// A PGlite data directory that appears whole or not at all: made beside its place, and put there by one rename.

import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { extensionsOf } from "../embedded/extensions.ts";
import { codeOf } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { createPglite, pgliteFolder } from "../sources/pglite.ts";
import type { OpenDatabase } from "../sources/source.ts";
import type { Dump } from "./restore-whole.ts";

/** @throws SourceError where the folder holds anything, or can't be made */
export async function intoNewFolder<T>(
  locator: string,
  dump: Dump,
  fill: (opened: OpenDatabase) => Promise<T>,
): Promise<T> {
  const folder = resolve(pgliteFolder(locator));
  await refuseUnlessVacant(folder, locator);
  // A killed run leaves this, and never anything under the name that was asked for.
  const unfinished = join(dirname(folder), `.${basename(folder)}.${randomUUID()}.unfinished`);
  // One that is only interrupted leaves nothing.
  const remove = () => rmSync(unfinished, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    await mkdir(unfinished, { mode: 0o700 });
    const opened = await createPglite(unfinished, await extensionsOf(dump.statements));
    const result = await fill(opened).finally(opened.close);
    await refuseUnlessVacant(folder, locator);
    // Over a folder that is empty this is one step, too; where one appears that is not, it fails.
    await rename(unfinished, folder);
    return result;
  } catch (error) {
    remove();
    if (error instanceof Error && "syscall" in error)
      throw new SourceError(`cannot create ${locator}: ${codeOf(error) || error.message}`, {
        cause: error,
      });
    throw error;
  } finally {
    process.removeListener("exit", remove);
  }
}

async function refuseUnlessVacant(folder: string, locator: string): Promise<void> {
  const info = await stat(folder).catch(() => undefined);
  if (info === undefined) {
    if ((await stat(dirname(folder)).catch(() => undefined))?.isDirectory() === true) return;
    throw new SourceError(`cannot create ${locator}: the folder ${dirname(folder)} does not exist`);
  }
  if (!info.isDirectory()) throw new SourceError(`${locator} is a file. Name a folder that does not exist yet.`);
  const [first] = await readdir(folder);
  if (first !== undefined)
    throw new SourceError(
      `${locator} is not empty: it contains ${first}. bootstrap creates a new database. Name another folder.`,
    );
}
