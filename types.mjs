// Checks the types of everything, once for the program and its tests, and once for the page of the HTML report. `npm run types`.
// The compiler is a Go program that ends before collecting its garbage pays: without it takes a third less CPU, and as much memory.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));

function check(...args) {
  const options = { cwd: root, env: { GOGC: "off", ...process.env }, stdio: "inherit" };
  return spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", ...args], options).status;
}

// Of several checkers each works out for itself what the others have.
process.exitCode = check("--singleThreaded") || check("-p", "src/reporters/html/page") || 0;
