// `npm run oracle -- --steps 5000 [--seed N] [--server 15|18] [--no-shrink]`: hands its options to the walk, which Vitest runs.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    server: { type: "string", default: "15,18" },
    "no-shrink": { type: "boolean", default: false },
  },
});
const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
  stdio: "inherit",
  env: {
    ...process.env,
    DRIFTCHECK_SERVERS: values.server,
    DRIFTCHECK_ORACLE: JSON.stringify({
      steps: Number(values.steps),
      seed: Number(values.seed),
      shrinks: !values["no-shrink"],
    }),
  },
});
process.exit(status ?? 2);
