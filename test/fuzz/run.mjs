// `npm run fuzz -- --cases 2000 [--seed N] [--folder F] [--seconds S]`: hands its options to the walk, which Vitest runs.

import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    folder: { type: "string", default: join(tmpdir(), "driftcheck-fuzz") },
    seconds: { type: "string", default: "10000" },
  },
});
const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
  stdio: "inherit",
  env: {
    ...process.env,
    DRIFTCHECK_FUZZ: JSON.stringify({
      cases: Number(values.cases),
      seed: Number(values.seed),
      folder: values.folder,
      seconds: Number(values.seconds),
    }),
  },
});
process.exit(status ?? 2);
