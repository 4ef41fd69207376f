// `npm run soak`: DDL, checks and stamps side by side on one server. DRIFTCHECK_SOAK_SECONDS says how long: 600 unless it is set,
// 7200 for the two hours of a release.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const seconds = Number(process.env.DRIFTCHECK_SOAK_SECONDS ?? 600);
if (!Number.isSafeInteger(seconds) || seconds < 1 || seconds > 86_400)
  throw new Error("DRIFTCHECK_SOAK_SECONDS must be a whole number of seconds, at most a day");
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
  stdio: "inherit",
  env: { ...process.env, DRIFTCHECK_SOAK_SECONDS: String(seconds) },
});
process.exit(status ?? 2);
