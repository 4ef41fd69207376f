// `npm run bench`: prints times and memory, asserts none of them. Not among the tests, as a busy machine would fail them.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const HOURS_MS = 3_600_000;

// biome-ignore lint/style/noDefaultExport: Vitest asks for it.
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/bench/bench.ts"],
    testTimeout: 3 * HOURS_MS,
    hookTimeout: HOURS_MS,
    // Stdout is for the tables: this reporter speaks of failures only.
    reporters: ["minimal"],
  },
});
