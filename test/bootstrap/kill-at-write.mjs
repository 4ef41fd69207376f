// Preloaded into the program under test: ends it with SIGKILL before its nth write to a file, or counts them all. It stands in for
// a power switch, and the program knows nothing of it.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.KILL_AT_WRITE ?? 0);
let writes = 0;

const counted = (original) =>
  function (...args) {
    writes += 1;
    if (writes === at) process.kill(process.pid, "SIGKILL");
    return original.apply(this, args);
  };

for (const name of ["writeSync", "ftruncateSync", "renameSync", "unlinkSync", "mkdirSync"])
  fs[name] = counted(fs[name]);
for (const name of ["writeFile", "rename", "rm", "mkdir"]) fs.promises[name] = counted(fs.promises[name]);
syncBuiltinESMExports();
process.on("exit", () => {
  if (process.env.COUNT_WRITES_IN) fs.appendFileSync(process.env.COUNT_WRITES_IN, `${writes}\n`);
});
