// The long walk of `npm run oracle`: prints its counts, shrinks what it finds, and keeps that as fixtures.

import { writeSync } from "node:fs";
import { expect, test } from "vitest";
import { askedMajors, startServer } from "../support/servers.ts";
import { findDumper } from "./dump/dump.ts";
import { type Ground, groundOn } from "./ground.ts";
import { sortsOf, tableOf, wordsFor } from "./report.ts";
import { keep, shrink, signatureOf } from "./shrink.ts";
import { type Failure, walk } from "./walk.ts";

const { steps, seed, shrinks } = JSON.parse(process.env.DRIFTCHECK_ORACLE ?? "{}") as {
  readonly steps: number;
  readonly seed: number;
  readonly shrinks: boolean;
};
const modes = [{ access: false }, { access: true }];

for (const major of askedMajors()) {
  test(`PostgreSQL ${major}`, async () => {
    const server = await startServer(major);
    if ("reason" in server) throw new Error(`no PostgreSQL ${major}: ${server.reason}`);
    const dumper = await findDumper(major);
    if ("reason" in dumper) throw new Error(dumper.reason);
    try {
      const ground = await groundOn(server, dumper);
      const began = performance.now();
      const walked = await walk(ground, { steps, seed, modes });
      const each = ((performance.now() - began) / steps).toFixed(0);
      print(tableOf(`PostgreSQL ${major}, ${dumper.name}, seed ${seed}, ${steps} steps, ${each} ms each`, walked));
      for (const { failure, times } of sortsOf(walked.failures)) await tell(ground, failure, times);
      for (const { message } of walked.unreadable) print(`unreadable: ${message}`);
      const { missed, false: wrong } = walked.tally.total;
      expect({ missed, false: wrong, unreadable: walked.unreadable.length }).toEqual({
        missed: 0,
        false: 0,
        unreadable: 0,
      });
    } finally {
      await dumper.close();
      await server.stop();
    }
  });
}

async function tell(ground: Ground, failure: Failure, times: number): Promise<void> {
  const { mutation, mode, verdict } = failure;
  const title = `${mutation.kind}, ${mutation.name}`;
  const words = wordsFor(verdict);
  print(`\n${title} (${times} times${mode.access ? ", with access" : ""})\n  ${words.join("\n  ")}`);
  const statements = shrinks ? await shrink(ground, failure) : failure.statements.slice(-1);
  for (const sql of statements) print(`  ${sql.replace(/\s+/g, " ")};`);
  if (shrinks) await keep({ title, why: signatureOf(verdict), since: ground.major, mode, statements });
}

/** At once: a walk that is stopped has told what it found. */
function print(text: string): void {
  writeSync(1, `${text}\n`);
}
