// Catalogs of scripts that were read before, by a digest of the script, of PGlite and of this program's own code.
// Never hands out what another version read, a file that was altered, or one that another user may have written. Only for scripts that run no code of their own.

import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { sha256 } from "../digest.ts";
import { keepPrivately } from "../files.ts";
import { packageFile } from "../package-files.ts";
import type { Script } from "../scripts/files.ts";
import { readSnapshot, writeSnapshot } from "../snapshot/file.ts";
import { isOwn } from "./own-file.ts";
import { cacheDirectory, pgliteVersion } from "./prepared-data.ts";

const kept = 50;

export interface CatalogMemory {
  readonly recall: () => Promise<Catalog | undefined>;
  readonly remember: (catalog: Catalog) => Promise<void>;
}

/** Undefined where nothing can be remembered: no cache directory, or code that was not built. */
export async function catalogMemory(scripts: readonly Script[]): Promise<CatalogMemory | undefined> {
  const folder = cacheDirectory();
  const code = await codeDigest();
  if (folder === undefined || code === undefined) return undefined;
  // Where a statement stands in a file says nothing of what it makes.
  const run = scripts.map(({ lines: _, ...script }) => script);
  const digest = sha256(JSON.stringify([code, pgliteVersion(), run]));
  const file = join(folder, `catalog-${digest}.json`);
  return {
    recall: async () => {
      try {
        return (await isOwn(file)) ? readSnapshot(await readFile(file, "utf8"), file) : undefined;
      } catch {
        // Not there, or not as it was written: then the script is read again.
        return undefined;
      }
    },
    // Without a cache the script is read each time: slower, and no reason to fail.
    remember: async (catalog) => {
      if (await keepPrivately(file, writeSnapshot(catalog, file))) await forgetOldest(folder).catch(() => undefined);
    },
  };
}

/** Of all of this program's code, written by the build. */
async function codeDigest(): Promise<string | undefined> {
  return readFile(packageFile("code.sha256"), "utf8").catch(() => undefined);
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^catalog-[0-9a-f]{64}\.json$/.test(name));
  if (names.length <= kept) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const oldest = dated.sort((a, b) => a.at - b.at).slice(0, names.length - kept);
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })));
}
