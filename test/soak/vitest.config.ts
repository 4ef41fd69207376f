// `npm run soak`: the long run, which takes minutes or hours. Not among the tests.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { threadFromSource } from "../support/thread-from-source.ts";

const HOURS_MS = 3_600_000;
const root = fileURLToPath(new URL("../..", import.meta.url));

// biome-ignore lint/style/noDefaultExport: Vitest asks for it.
export default defineConfig({
  root,
  plugins: [threadFromSource(root)],
  test: {
    include: ["test/soak/soak.ts"],
    testTimeout: 25 * HOURS_MS,
    hookTimeout: HOURS_MS,
    // Stdout is for the counts: this reporter speaks of failures only.
    reporters: ["minimal"],
  },
});
