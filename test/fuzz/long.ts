// The long walk of `npm run fuzz`: prints what is wrong as it goes, and the counts at its end.

import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import { startServer } from "../support/servers.ts";
import { findPsql, psqlOn } from "./psql.ts";
import { allScripts } from "./scripts.ts";
import { type Case, tableOf, walk } from "./walk.ts";

interface Asked {
  readonly cases: number;
  readonly seed: number;
  readonly folder: string;
  readonly seconds: number;
}

test("fuzz", async () => {
  const { cases: count, seed, folder, seconds } = JSON.parse(process.env.DRIFTCHECK_FUZZ ?? "{}") as Asked;
  const psql = findPsql();
  if (psql === undefined) throw new Error("no psql: install Debian's postgresql");
  const server = await startServer(18);
  if ("reason" in server) throw new Error(server.reason);
  try {
    const began = performance.now();
    const tell = (done: Case, at: number) => {
      if (done.verdict.outcome === "wrong") print(`\n${at} ${done.file}\n${told(done)}`);
      else if (at % 100 === 99) print(`${at + 1} cases, ${Math.round((performance.now() - began) / (at + 1))} ms each`);
    };
    const until = began + seconds * 1000;
    const walked = await walk(psqlOn(server, psql), { scripts: allScripts(), count, seed, folder, until, tell });
    print(`\nseed ${seed}, ${server.version}, ${Math.round((performance.now() - began) / 1000)} s: ${tableOf(walked)}`);
    expect(walked.cases.filter(({ verdict }) => verdict.outcome === "wrong").length).toBe(0);
  } finally {
    await server.stop();
  }
});

const told = ({ script, mutation, verdict: { reason, told: all } }: Case) =>
  `  ${script}, ${mutation}: ${reason}\n${all.slice(0, 1500).replace(/^/gm, "    ")}`;

/** At once: a walk that is stopped has told what it found. */
function print(text: string): void {
  writeSync(1, `${text}\n`);
}
