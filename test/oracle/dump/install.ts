// Puts pg_dump as WebAssembly into test/oracle/tool/node_modules, once, when a test first asks for it.

import { execFile } from "node:child_process";
import { access, cp, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HOME = fileURLToPath(new URL("../tool", import.meta.url));
const PACKAGE = "node_modules/@electric-sql/pglite-tools/dist/pg_dump.js";
const INSTALL_TIMEOUT_MS = 5 * 60_000;

export async function installPgDump(): Promise<{ readonly module: string } | { readonly reason: string }> {
  const module = join(HOME, PACKAGE);
  if (await exists(module)) return { module };
  const staging = await mkdtemp(join(HOME, ".installing-"));
  try {
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) await cp(join(HOME, name), join(staging, name));
    const args = ["ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
    await promisify(execFile)("npm", args, { cwd: staging, timeout: INSTALL_TIMEOUT_MS });
    // Another process may have been faster; what it has put there is the same.
    await rename(join(staging, "node_modules"), join(HOME, "node_modules")).catch(() => {});
    return (await exists(module)) ? { module } : { reason: `npm did not install ${PACKAGE}` };
  } catch (error) {
    return { reason: `npm could not fetch it: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
