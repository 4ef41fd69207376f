import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { htmlFromSource } from "./test/support/html-from-source.ts";
import { LongestFirst } from "./test/support/longest-first.ts";
import { rememberFromSource } from "./test/support/remember-from-source.ts";
import { isNightly } from "./test/support/sample.ts";
import { threadFromSource } from "./test/support/thread-from-source.ts";

// The nightly walk may share its machine with others.
const patience = isNightly ? 600_000 : 120_000;

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  plugins: [threadFromSource(root), htmlFromSource(root), rememberFromSource()],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["sample", "servers/ran", "servers/initialized", "servers/shared"].map(
      (name) => `test/support/${name}.ts`,
    ),
    setupFiles: ["test/support/left-as-found.ts", "test/support/cost.ts"],
    testTimeout: patience,
    hookTimeout: patience,
    teardownTimeout: 60_000,
    // A third worker keeps both cores of a small CI machine busy while the others wait; each PGlite holds some 250 MB.
    maxWorkers: 3,
    // A worker loads the program once, not for each of its files, and compiles PGlite once: tests keep no state in modules.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
