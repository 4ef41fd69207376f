// The data directory that every embedded PostgreSQL starts from: made once by initdb and pruned. The package ships it; where
// another PGlite is installed than it was built with, it is made here and kept in the user's cache directory.
// It must never hand out a half-written or altered file, and never fail because the cache can't be used.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { MemoryFS, PGlite } from "@electric-sql/pglite";
import { sha256 } from "../digest.ts";
import { keepPrivately } from "../files.ts";
import { packageFile } from "../package-files.ts";
import { isOwn } from "./own-file.ts";
import { type DataDirectory, packData, unpackData } from "./packed-data.ts";

const DATA_ROOT = "/pglite/data";
const INITDB_ARGUMENTS = ["--wal-segsize=1"];
/** PGlite serves the database `postgres` (5); the files of template1 and template0 are two thirds of all bytes. */
const DROPPED = /^base\/[14]\/./;
const WAL_SEGMENT = /^pg_wal\/[0-9A-F]{24}$/;
/** The last checkpoint lies in the oldest segment and may reach into the next; later ones are recycled and hold nothing. */
const KEPT_WAL_SEGMENTS = 2;
/** Of the packed file, to be raised when packed-data.ts changes it. */
const FORMAT = 2;

const inMemory = new Map<string, Promise<DataDirectory>>();

/** The prepared data directory; read once per process. Must not be written to: every instance copies from it. */
export function preparedData(): Promise<DataDirectory> {
  const file = cacheFile();
  const prepared = inMemory.get(file ?? "");
  if (prepared) return prepared;
  const data = readOrMake(file);
  inMemory.set(file ?? "", data);
  data.catch(() => inMemory.delete(file ?? ""));
  return data;
}

/** A PGlite file system that finds `data` in place, so PGlite runs no initdb. */
export function fileSystemOf(Memory: typeof MemoryFS, data: DataDirectory): MemoryFS {
  return new (class extends Memory {
    override async initialSyncFs(): Promise<void> {
      const files = this.pg?.Module.FS;
      files?.mkdirTree(DATA_ROOT, 0o700);
      for (const [path, content] of data) {
        if (content) files?.writeFile(`${DATA_ROOT}/${path}`, content);
        else files?.mkdir(`${DATA_ROOT}/${path}`);
      }
    }
  })();
}

/** `$DRIFTCHECK_CACHE_DIR`, else what the platform calls the user's cache; undefined where there is no home. */
export function cacheDirectory(): string | undefined {
  const { DRIFTCHECK_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (DRIFTCHECK_CACHE_DIR) return resolve(DRIFTCHECK_CACHE_DIR);
  if (XDG_CACHE_HOME) return resolve(XDG_CACHE_HOME, "driftcheck");
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "driftcheck", "Cache");
  try {
    return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache", "driftcheck");
  } catch {
    return undefined;
  }
}

async function readOrMake(file: string | undefined): Promise<DataDirectory> {
  const kept = (await readShipped()) ?? (file && (await readCached(file)));
  if (kept) return kept;
  const data = await makeData();
  if (file) await writeCached(file, data);
  return data;
}

/** Undefined where the sources run, and where the package was built with another PGlite. */
async function readShipped(): Promise<DataDirectory | undefined> {
  try {
    const compressed = await readFile(packageFile(`${dataName()}.br`));
    return unpackData(await promisify(brotliDecompress)(compressed));
  } catch {
    return undefined;
  }
}

/** Runs initdb, which takes seconds and some 700 MB. */
export async function makeData(): Promise<DataDirectory> {
  const { PGlite, MemoryFS } = await import("@electric-sql/pglite");
  const capturing = new (class extends MemoryFS {
    captured = new Map<string, Uint8Array | null>();
    // Only here is the directory that of a clean shutdown: anything earlier costs each start a crash recovery.
    override async closeFs(): Promise<void> {
      if (this.pg) capture(this.pg.Module.FS, "", this.captured);
      await super.closeFs();
    }
  })();
  const database = await PGlite.create({ fs: capturing, initDbStartParams: INITDB_ARGUMENTS });
  await database.close();
  return pruned(capturing.captured);
}

function capture(files: PGlite["Module"]["FS"], under: string, into: Map<string, Uint8Array | null>): void {
  for (const entry of files.readdir(`${DATA_ROOT}/${under}`)) {
    if (entry === "." || entry === "..") continue;
    const path = under === "" ? entry : `${under}/${entry}`;
    if (files.isDir(files.stat(`${DATA_ROOT}/${path}`).mode)) {
      into.set(path, null);
      capture(files, path, into);
    } else {
      into.set(path, files.readFile(`${DATA_ROOT}/${path}`));
    }
  }
}

function pruned(data: DataDirectory): DataDirectory {
  const segments = [...data.keys()].filter((path) => WAL_SEGMENT.test(path)).sort();
  const spare = new Set(segments.slice(KEPT_WAL_SEGMENTS));
  return new Map([...data].filter(([path]) => !DROPPED.test(path) && !spare.has(path)));
}

function cacheFile(): string | undefined {
  const directory = cacheDirectory();
  return directory === undefined ? undefined : join(directory, dataName());
}

/** Named after all that shapes its content, so that another version of PGlite or of this file never reads it. */
export function dataName(): string {
  const shape = JSON.stringify([FORMAT, INITDB_ARGUMENTS, DROPPED.source, KEPT_WAL_SEGMENTS]);
  const digest = sha256(shape).slice(0, 12);
  return `pglite-${pgliteVersion()}-${digest}.data`;
}

export function pgliteVersion(): string {
  const require = createRequire(import.meta.url);
  // The package exports no package.json; its entry point is dist/index.cjs.
  const manifest = join(dirname(require.resolve("@electric-sql/pglite")), "..", "package.json");
  return (require(manifest) as { version: string }).version;
}

/** Undefined for whatever can't be used: no file, one cut short, one that another hand has changed, or might have. */
async function readCached(file: string): Promise<DataDirectory | undefined> {
  try {
    if (!(await isOwn(file))) return undefined;
    return unpackData(await readFile(file));
  } catch {
    return undefined;
  }
}

/** Without a cache each process prepares its own: slower, and no reason to fail. */
async function writeCached(file: string, data: DataDirectory): Promise<void> {
  await keepPrivately(file, [packData(data)]);
}
