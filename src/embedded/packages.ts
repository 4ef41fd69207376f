// Extensions that PGlite lacks and that are packages of their own. One that is installed in the user's project is loaded when a
// script asks for its extension. To load a package runs its code: only Node's own look-up finds one, never what a script says.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** As in `CREATE EXTENSION` → the package that exports it under that name. */
const packages: ReadonlyMap<string, string> = new Map([
  ["vector", "@electric-sql/pglite-pgvector"],
  ["age", "@electric-sql/pglite-age"],
  ["pg_uuidv7", "@electric-sql/pglite-pg_uuidv7"],
  ["pg_ivm", "@electric-sql/pglite-pg_ivm"],
  ["pg_hashids", "@electric-sql/pglite-pg_hashids"],
  ["pgtap", "@electric-sql/pglite-pgtap"],
]);

export interface ExtensionPackage {
  readonly extension: string;
  readonly name: string;
  readonly version: string;
  /** Of its module. */
  readonly url: string;
}

/** What makes those extensions available that are not; undefined where no package does. */
export function installLine(...extensions: readonly string[]): string | undefined {
  const names = extensions.flatMap((extension) => packages.get(extension) ?? []);
  return names.length === 0 ? undefined : `npm install --save-dev ${names.join(" ")}`;
}

/**
 * The packages of those extensions that are installed, looked for from the folder of the script, from the working directory and
 * from where driftcheck itself is installed.
 */
export async function installedPackages(
  extensions: readonly string[],
  projectFolder: string | undefined,
): Promise<ExtensionPackage[]> {
  const wanted = [...packages].filter(([extension]) => extensions.includes(extension));
  const folders = [...new Set([...(projectFolder === undefined ? [] : [resolve(projectFolder)]), process.cwd()])];
  const from = [...folders.map((folder) => join(folder, "package.json")), fileURLToPath(import.meta.url)];
  const found = await Promise.all(wanted.map(([extension, name]) => find(extension, name, from)));
  return found.filter((each) => each !== undefined);
}

/** Those that any of these texts may ask for, though it should only speak of something of that name. */
export function packagesFor(texts: readonly string[], projectFolder: string | undefined): Promise<ExtensionPackage[]> {
  const mentioned = [...packages.keys()].filter((extension) => texts.some((text) => text.includes(extension)));
  return mentioned.length === 0 ? Promise.resolve([]) : installedPackages(mentioned, projectFolder);
}

async function find(extension: string, name: string, from: readonly string[]): Promise<ExtensionPackage | undefined> {
  for (const file of from) {
    const module = resolved(name, file);
    if (module === undefined) continue;
    const version = await versionAt(module);
    if (version !== undefined) return { extension, name, version, url: pathToFileURL(module).href };
  }
  return undefined;
}

/** None of these packages exports its package.json; each has its modules in a folder below it. */
async function versionAt(module: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(dirname(module), "..", "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : undefined;
  } catch {
    return undefined;
  }
}

function resolved(name: string, file: string): string | undefined {
  try {
    return createRequire(file).resolve(name);
  } catch {
    return undefined;
  }
}
