// `npm run oracle`: the long walk, which takes minutes. Not among the tests.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const HOURS_MS = 3_600_000;

// biome-ignore lint/style/noDefaultExport: Vitest asks for it.
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/oracle/long.ts"],
    testTimeout: 3 * HOURS_MS,
    hookTimeout: HOURS_MS,
    // Stdout is for the table: this reporter speaks of failures only.
    reporters: ["minimal"],
  },
});
