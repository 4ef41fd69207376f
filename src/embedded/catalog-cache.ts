// Catalogs of scripts that were read before, by a digest of the script, of PGlite and of this program's own code.
// Never hands out what another version read, a file that was altered, or one that another user may have written. Only for scripts that run no code of their own.

import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import type { DefinedExtension } from "../catalog/defined-extension.ts";
import { sha256 } from "../digest.ts";
import { keepPrivately } from "../files.ts";
import { packageFile } from "../package-files.ts";
import type { Script } from "../scripts/files.ts";
import { isOwn } from "./own-file.ts";
import { packagesFor } from "./packages.ts";
import { packCatalog, unpackCatalog } from "./packed-catalog.ts";
import { cacheDirectory, pgliteVersion } from "./prepared-data.ts";

/** Of each script two: with owners and privileges, and as most checks want it, without. */
const kept = 100;

export interface CatalogMemory {
  readonly recall: (privileges: boolean) => Promise<Catalog | undefined>;
  readonly remember: (catalog: Remembered) => Promise<void>;
}

export interface Remembered {
  readonly whole: Catalog;
  /** Without owners and privileges. */
  readonly plain: Catalog;
}

/** With others of these a script may make something else. */
export interface Surroundings {
  /** Where packages of extensions are looked for. */
  readonly projectFolder: string | undefined;
  /** Extensions as a server defines them. */
  readonly defined?: readonly DefinedExtension[] | undefined;
}

/** Undefined where nothing can be remembered: no cache directory, or code that was not built. */
export async function catalogMemory(
  scripts: readonly Script[],
  { projectFolder, defined = [] }: Surroundings,
): Promise<CatalogMemory | undefined> {
  const folder = cacheDirectory();
  const code = await codeDigest();
  if (folder === undefined || code === undefined) return undefined;
  const packages = await packagesFor(
    scripts.map(({ text }) => text),
    projectFolder,
  );
  const taken = packages.map(({ name, version }) => [name, version]);
  // Where a statement stands in a file says nothing of what it makes.
  const run = scripts.map(({ lines: _, ...script }) => script);
  const digest = sha256(JSON.stringify([code, pgliteVersion(), taken, run, ...(defined.length > 0 ? [defined] : [])]));
  const fileOf = (privileges: boolean) => join(folder, `catalog-${digest}${privileges ? "" : "-plain"}.packed`);
  return {
    recall: async (privileges) => {
      const file = fileOf(privileges);
      try {
        return (await isOwn(file)) ? unpackCatalog(await readFile(file)) : undefined;
      } catch {
        // Not there, or not as it was written: then the script is read again.
        return undefined;
      }
    },
    // Without a cache the script is read each time: slower, and no reason to fail.
    remember: async ({ whole, plain }) => {
      const isKept =
        (await keepPrivately(fileOf(true), packCatalog(whole))) &&
        (await keepPrivately(fileOf(false), packCatalog(plain)));
      if (isKept) await forgetOldest(folder).catch(() => undefined);
    },
  };
}

/** Of all of this program's code, written by the build. */
async function codeDigest(): Promise<string | undefined> {
  return readFile(packageFile("code.sha256"), "utf8").catch(() => undefined);
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) =>
    /^catalog-[0-9a-f]{64}(?:-plain)?\.(?:packed|json)$/.test(name),
  );
  if (names.length <= kept) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const oldest = dated.sort((a, b) => a.at - b.at).slice(0, names.length - kept);
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })));
}
