// Where @electric-sql/pglite-pgvector is installed, if it is: an optional peer, which neither the package nor its tests bring along.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const name = "@electric-sql/pglite-pgvector";
const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Its folder; DRIFTCHECK_TEST_PACKAGES names a project that has it installed. */
export function findPgvector(): string | undefined {
  const asked = process.env.DRIFTCHECK_TEST_PACKAGES;
  for (const project of [...(asked === undefined ? [] : [asked]), repository]) {
    try {
      return dirname(dirname(createRequire(join(project, "package.json")).resolve(name)));
    } catch {
      // Elsewhere, then.
    }
  }
  process.stderr.write(`\n!! SKIPPED, ${name} is not installed (npm install it, DRIFTCHECK_TEST_PACKAGES=folder)\n\n`);
  return undefined;
}
