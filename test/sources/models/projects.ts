// Projects of npm's tools for tests: the packages come from $DRIFTCHECK_TOOLS (by default test/tools), and are never fetched.
// It holds node_modules with drizzle-kit, drizzle-orm, pg, prisma and dbmate; drizzle1/ with 1.0 of the first two; prisma6/
// with prisma 6 and @prisma/adapter-pg.

import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "vitest";
import type { Folder } from "../../support/cli.ts";

const toolsFolder = process.env.DRIFTCHECK_TOOLS ?? join(import.meta.dirname, "../../tools");

/** Where this package is installed, or undefined, said on stderr. */
export function installed(name: string, below = "."): string | undefined {
  const modules = join(toolsFolder, below, "node_modules");
  if (existsSync(join(modules, name, "package.json"))) return modules;
  process.stderr.write(`\n!! SKIPPED, no ${name} in ${modules}; $DRIFTCHECK_TOOLS can name its folder\n\n`);
  return undefined;
}

/** A test that needs packages, or is skipped, loudly. */
export const testWith = (modules: string | undefined) => test.runIf(modules !== undefined);

/** A project that has them, as npm would have made it. */
export async function project(files: Folder, name: string, modules: string | undefined): Promise<void> {
  await files.write(`${name}/package.json`, '{ "name": "shop", "private": true }');
  if (modules !== undefined) await symlink(modules, files.at(`${name}/node_modules`));
}
