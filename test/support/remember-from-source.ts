// The command line remembers catalogs of scripts, under the names of a build's files; the sources have none. Tests that run a command
// line from the sources let it remember for one run of the tests, which no change of the code can outlive.

import { randomUUID } from "node:crypto";
import type { Plugin } from "vite";

/** What stands for the build, where the program runs under a test. */
const TESTED_BUILD = "DRIFTCHECK_TESTED_BUILD";

/** One for each run, of the process that reads the configuration; workers have it from its environment. */
const RUN = "DRIFTCHECK_TEST_RUN";

export function testedBuild(): Readonly<Record<string, string>> {
  const run = process.env[RUN];
  return run === undefined ? {} : { [TESTED_BUILD]: run };
}

const asked = "const code = await codeDigest();";

export function rememberFromSource(): Plugin {
  process.env[RUN] = randomUUID();
  return {
    name: "remember-from-source",
    transform(code, id) {
      if (!id.endsWith("/src/embedded/catalog-cache.ts")) return undefined;
      if (!code.includes(asked)) throw new Error(`${id} no longer has ${asked}`);
      return code.replace(asked, `const code = process.env.${TESTED_BUILD} ?? (await codeDigest());`);
    },
  };
}
