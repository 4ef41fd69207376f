// npm's `prepare`: builds. npm installs a git repository globally without what it is built with (as pre-commit does, npm 11), so that
// this is installed here first.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const { npm_execpath: npm } = process.env;

function run(program, args, env = process.env) {
  execFileSync(program, args, { cwd: root, env, stdio: "inherit" });
}

if (!existsSync(new URL("node_modules/esbuild/package.json", import.meta.url)) && npm !== undefined) {
  // npm hands its own options on: with these, it would install somewhere else.
  const ofGlobal = /^npm_config_(?:global|prefix|location|local_prefix|omit|include)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofGlobal.test(name)));
  run(process.execPath, [npm, "ci", "--include=dev", "--ignore-scripts"], env);
}
run(process.execPath, ["build.mjs"]);
