// A PGlite data directory on disk, read as a live database. To read it, its files are copied into memory: starting PostgreSQL
// writes. Only `openPgliteToWrite` starts it in place.

import type { Client } from "pg";
import { connectEmbedded } from "../embedded/embedded.ts";
import { lockFolder } from "../embedded/folder-lock.ts";
import type { DataDirectory } from "../embedded/packed-data.ts";
import { filesOf, refuseOthers, refuseUnusable, removeEmptyPid } from "../embedded/pglite-files.ts";
import { SourceError } from "../errors.ts";
import type { OpenDatabase, Source } from "./source.ts";

const prefix = "pglite:";

export const pglite: Source = {
  name: "pglite",
  locator: "pglite:path/to/data-directory",
  accepts: (locator) => locator.startsWith(prefix),
  open: (locator) => readPglite(pgliteFolder(locator)),
};

export const isPglite = (locator: string): boolean => pglite.accepts(locator);

/** The folder that such a locator names. @throws SourceError where it names none */
export function pgliteFolder(locator: string): string {
  const folder = locator.slice(prefix.length);
  if (folder === "") throw new SourceError(`${locator} names no folder. Write it as ${pglite.locator}`);
  return folder;
}

async function readPglite(folder: string): Promise<OpenDatabase> {
  await refuseUnusable(folder);
  await refuseOthers(folder);
  const files = await filesOf(folder);
  // Whoever opened it meanwhile may have written to what was copied already.
  await refuseOthers(folder);
  const { client, close } = await startWithExtensions(folder, files);
  return { client, notCompared: [], close, ofDatabase: true };
}

/** Starts it in place. @throws SourceError where it is no such folder, or in use */
export async function openPgliteToWrite(folder: string): Promise<OpenDatabase> {
  await refuseUnusable(folder);
  const unlock = await lockFolder(folder);
  try {
    await refuseOthers(folder);
    await removeEmptyPid(folder);
    const { client, close } = await startWithExtensions(folder, { folder });
    return { client, notCompared: [], close: () => close().finally(unlock), ofDatabase: true };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A data directory of its own, made by initdb in a folder that must be empty or absent. */
export async function createPglite(folder: string, extensions: readonly string[]): Promise<OpenDatabase> {
  const { client, close } = await connectEmbedded(extensions, { data: { folder }, projectFolder: folder });
  return { client, notCompared: [], close };
}

type Started = Awaited<ReturnType<typeof connectEmbedded>>;

/** To print a default of an extension's type needs its library, and PGlite is told at its start which ones to have. */
async function startWithExtensions(
  folder: string,
  data: DataDirectory | { readonly folder: string },
): Promise<Started> {
  const first = await start(folder, [], data);
  const installed = await extensionsOf(first.client);
  if (installed.length === 0) return first;
  await first.close();
  return start(folder, installed, data);
}

async function start(
  folder: string,
  extensions: readonly string[],
  data: DataDirectory | { readonly folder: string },
): Promise<Started> {
  try {
    return await connectEmbedded(extensions, { data, projectFolder: folder });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceError(
      `cannot open ${prefix}${folder}: ${reason}. The folder may be damaged, or PGlite did not make it.`,
      {
        cause: error,
      },
    );
  }
}

async function extensionsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query("SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'");
  return rows.map(({ extname }) => String(extname));
}
