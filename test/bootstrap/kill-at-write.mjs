// Preloaded into the program under test: ends it with SIGKILL before its nth write to a file, or counts them all. It stands in for
// a power switch, and the program knows nothing of it. What all its threads write is counted as one.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

const at = Number(process.env.KILL_AT_WRITE ?? 0);
const key = "writes of all threads";
if (isMainThread) setEnvironmentData(key, new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)));
const writes = getEnvironmentData(key);

const counted = (original) =>
  function (...args) {
    if (Atomics.add(writes, 0, 1) + 1 === at) process.kill(process.pid, "SIGKILL");
    return original.apply(this, args);
  };

for (const name of ["writeSync", "ftruncateSync", "renameSync", "unlinkSync", "mkdirSync"])
  fs[name] = counted(fs[name]);
for (const name of ["writeFile", "rename", "rm", "mkdir"]) fs.promises[name] = counted(fs.promises[name]);
syncBuiltinESMExports();
if (isMainThread && process.env.COUNT_WRITES_IN)
  process.on("exit", () => fs.appendFileSync(process.env.COUNT_WRITES_IN, `${Atomics.load(writes, 0)}\n`));
