// What each test costs in seconds of CPU, its process and the children that it waited for together: wall time says little on a
// machine with other work. DRIFTCHECK_COST names the file that gets a line of JSON for each file of tests; test/support/costliest.mjs
// reads it. What the run's shared servers use is not in it, as they are no children of a worker.

import { appendFileSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

const file = process.env.DRIFTCHECK_COST;

/** Linux counts in hundredths of a second. */
const ticks = 100;

/** @returns seconds of CPU that this process took, all its threads, and those of its children that have ended */
function used(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / ticks;
}

if (file !== undefined) {
  const loaded = used();
  let imported = loaded;
  const begun = new Map<string, number>();
  const tests: { readonly name: string; readonly cost: number }[] = [];
  beforeAll(() => {
    imported = used();
  });
  beforeEach(({ task }) => {
    begun.set(task.id, used());
  });
  afterEach(({ task }) => {
    tests.push({ name: task.name, cost: used() - (begun.get(task.id) ?? 0) });
  });
  afterAll(() => {
    const path = expect.getState().testPath;
    appendFileSync(file, `${JSON.stringify({ path, imports: imported - loaded, all: used() - loaded, tests })}\n`);
  });
}
