// `npm run bench`: the whole benchmark, in the order in which it prints. It asserts no time, only that programs ran well.

import { cpus } from "node:os";
import { afterAll, test } from "vitest";
import { sharedFolder } from "../support/corpus.ts";
import { startServer } from "../support/servers.ts";
import { measureDrifted } from "./drifted.ts";
import { measureBesidePsql, measureDump } from "./dump.ts";
import { measureExample } from "./example.ts";
import { hasGnuTime } from "./measure.ts";
import { sizes } from "./options.ts";
import { measureReal } from "./real.ts";
import { settings } from "./schema.ts";
import { type Measured, measureServer, printServers } from "./server.ts";
import { printStages, type StageRow } from "./stage-table.ts";
import { measureStartup } from "./startup.ts";
import { print } from "./table.ts";

const stages: StageRow[] = [];

test("the machine", async () => {
  print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}; medians.`);
  print("cpu: user and system time of the client, not the server's; peak: resident, 1 MB being 10^6 bytes.");
  if (!(await hasGnuTime())) print("No GNU time in /usr/bin: neither cpu nor peak (Debian: apt-get install time).");
});

test("starting", measureStartup);

test("the example", async () => {
  stages.push(await measureExample());
});

test("a dump", async () => {
  const shared = sharedFolder();
  const row = shared === undefined ? undefined : await measureDump(shared);
  if (row === undefined) print("No dump of some 62 tables here: not measured.");
  else stages.push(row);
});

test("servers", async () => {
  const server = await startServer(15, { settings });
  if ("reason" in server) {
    print(`No PostgreSQL 15: ${server.reason}`);
    return;
  }
  try {
    if (!(await measureBesidePsql(server, sharedFolder())))
      print("No corpus or no psql here: no dump was measured beside psql.");
    const measured: Measured[] = [];
    for (const tables of sizes()) measured.push(...(await measureServer(server, tables)));
    printServers(measured);
    const shared = sharedFolder();
    const real = shared === undefined ? [] : await measureReal(server, shared);
    if (real.length === 0) print("No schemas beside the project: a live server was measured with our own alone.");
    if (!(await measureDrifted(server, shared))) print("No corpus here: rules were not measured where much differs.");
    stages.push(...[...measured, ...real].map((each) => each.stages));
  } finally {
    await server.stop();
  }
});

afterAll(() => printStages(stages));
