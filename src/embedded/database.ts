// An empty PostgreSQL inside this thread (PGlite, in memory), started from a prepared data directory.
// It must never print, never outlive `close()`, and never load PGlite before it is asked for a database.
import type { Extension, Extensions, PGlite, PGliteOptions } from "@electric-sql/pglite";
import type { ExtensionPackage } from "./packages.ts";
import type { DataDirectory } from "./packed-data.ts";
import { fileSystemOf, preparedData } from "./prepared-data.ts";

export interface EmbeddedOptions {
  /** Names as in `CREATE EXTENSION`, made available and not created. PostgreSQL itself refuses what is not embeddable. */
  readonly extensions?: readonly string[];
  /** Extensions that PGlite lacks, and where they are installed. */
  readonly packages?: readonly ExtensionPackage[];
  /** Where its data are: a copy in memory of these files, or a folder that is written to. By default an empty database in memory. */
  readonly data?: DataDirectory | { readonly folder: string };
  /** PGlite's program, where it was compiled already. */
  readonly program?: Program | undefined;
}

export type Program = NonNullable<PGliteOptions["pgliteWasmModule"]>;

/** As in `CREATE EXTENSION` → module under `@electric-sql/pglite/contrib`, where it has another name. */
const MODULE_NAMES: ReadonlyMap<string, string> = new Map([
  ["uuid-ossp", "uuid_ossp"],
  ["autoinc", "moddatetime"],
  ["insert_username", "moddatetime"],
  ["refint", "moddatetime"],
]);

const EXTENSIONS: readonly string[] = [
  "amcheck",
  "autoinc",
  "bloom",
  "btree_gin",
  "btree_gist",
  "citext",
  "cube",
  "dict_int",
  "dict_xsyn",
  "earthdistance",
  "file_fdw",
  "fuzzystrmatch",
  "hstore",
  "insert_username",
  "intarray",
  "isn",
  "lo",
  "ltree",
  "moddatetime",
  "pageinspect",
  "pg_buffercache",
  "pg_freespacemap",
  "pg_stat_statements",
  "pg_surgery",
  "pg_trgm",
  "pg_visibility",
  "pg_walinspect",
  "pgcrypto",
  "refint",
  "seg",
  "tablefunc",
  "tcn",
  "tsm_system_rows",
  "tsm_system_time",
  "unaccent",
  "uuid-ossp",
];

/** What `CREATE EXTENSION … CASCADE` also reaches for. */
const REQUIREMENTS: ReadonlyMap<string, readonly string[]> = new Map([["earthdistance", ["cube"]]]);

const SETTINGS: Readonly<Record<string, string>> = {
  // The default of 128 MB is zeroed at each start: 80 ms and 130 MB that no schema needs.
  shared_buffers: "16MB",
  // A dump restored in one transaction locks each of its tables, indexes and sequences.
  max_locks_per_transaction: "512",
  // PGlite says `public`; PostgreSQL's own default is what `SET search_path FROM CURRENT` must record.
  search_path: '"$user", public',
  timezone: "UTC",
  // PostgreSQL tries at its start how many files it may open, one by one; to find that it is 1000 takes a tenth of the start.
  max_files_per_process: "256",
};

/** The extensions that `openEmbedded` can load, as in `CREATE EXTENSION`. plpgsql is built in. */
export function embeddableExtensions(): readonly string[] {
  return EXTENSIONS;
}

/**
 * Opens an empty PostgreSQL inside this thread, which it blocks while it works. `connectEmbedded` opens one that can be ended.
 * Its data directory is the package's; where that is of another PGlite, the first call on a machine makes one (seconds).
 * Close it, or its memory (some 200 MB) stays.
 *
 *     const database = await openEmbedded({ extensions: ["citext"] });
 *     await database.exec("CREATE EXTENSION citext; CREATE TABLE t (email citext)");
 *     await database.close();
 *
 * @throws Error with one line, when PGlite does not start.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<PGlite> {
  const names = withRequirements(options.extensions ?? []).filter((name) => EXTENSIONS.includes(name));
  try {
    const [{ PGlite }, fs, extensions] = await Promise.all([
      import("@electric-sql/pglite"),
      openFiles(options.data),
      loadExtensions(names, options.packages ?? []),
    ]);
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    return await PGlite.create({
      fs,
      extensions,
      ...(options.program && { pgliteWasmModule: options.program }),
      startParams: [...PGlite.defaultStartParams, ...settings],
    });
  } catch (cause) {
    const reason = String(cause instanceof Error ? cause.message : cause).split("\n", 1)[0];
    throw new Error(`the embedded PostgreSQL did not start: ${reason}`, { cause });
  }
}

async function openFiles(data: EmbeddedOptions["data"]): Promise<NonNullable<PGliteOptions["fs"]>> {
  if (data !== undefined && "folder" in data) {
    const { NodeFS } = await import("@electric-sql/pglite/nodefs");
    return new NodeFS(data.folder);
  }
  const [{ MemoryFS }, files] = await Promise.all([import("@electric-sql/pglite"), data ?? preparedData()]);
  return fileSystemOf(MemoryFS, files);
}

function withRequirements(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => [...(REQUIREMENTS.get(name) ?? []), name]))];
}

/** One entry per module: a bundle that serves several extensions is unpacked once. */
async function loadExtensions(names: readonly string[], packages: readonly ExtensionPackage[]): Promise<Extensions> {
  const modules = new Map(
    names.map((name) => {
      const module = MODULE_NAMES.get(name) ?? name;
      return [module, `@electric-sql/pglite/contrib/${module}`];
    }),
  );
  for (const { extension, url } of packages) modules.set(extension, url);
  return Object.fromEntries(
    await Promise.all([...modules].map(async ([name, module]) => [name, await loadExtension(name, module)])),
  );
}

async function loadExtension(name: string, module: string): Promise<Extension> {
  // Each module exports one extension under its own name; the path is computed, so TypeScript can't know.
  const { [name]: extension } = (await import(module)) as Record<string, Extension>;
  if (!extension) throw new Error(`the module ${module} does not export the extension ${name}`);
  return {
    name,
    // To preload a library (pg_stat_statements) PGlite replaces postgresql.conf, and with it what initdb had settled.
    setup: async (...context) => ({ ...(await extension.setup(...context)), sharedPreloadLibraries: [] }),
  };
}
