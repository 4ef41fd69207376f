// Our reader against pg_dump: a short walk of random mutations, from the same seed every day, and what longer walks have found.

import { afterAll, beforeAll, expect, it } from "vitest";
import { isNightly, sample } from "../support/sample.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { findDumper } from "./dump/dump.ts";
import { readFixtures } from "./fixture.ts";
import { type Ground, groundOn } from "./ground.ts";
import { tableOf, wordsFor } from "./report.ts";
import { replay } from "./shrink.ts";
import { walk } from "./walk.ts";

const STEPS = isNightly ? 1000 : 30;
const WALK_TIMEOUT_MS = 60 * 60_000;
const SEED = 20_240_601;
const fixtures = await readFixtures();

for (const major of sample([15, 18] as const, 1)) {
  describeWithOwnServer(major, async (server) => {
    const dumper = await findDumper(major);
    if ("reason" in dumper) {
      process.stderr.write(`\n!! SKIPPED, no oracle: ${dumper.reason}\n\n`);
      it.skip("no pg_dump", () => {});
      return;
    }
    let ground: Ground;
    beforeAll(async () => {
      ground = await groundOn(server(), dumper);
    });
    afterAll(() => dumper.close());

    it(
      `agrees with pg_dump on ${STEPS} steps from seed ${SEED}`,
      async () => {
        const walked = await walk(ground, {
          steps: STEPS,
          seed: SEED,
          modes: [{ access: false }, { access: true }],
        });
        const told = walked.failures.map(({ statements, verdict }) => [statements.at(-1), ...wordsFor(verdict)]);
        expect([...walked.unreadable.map(({ message }) => message), ...told], tableOf(`seed ${SEED}`, walked)).toEqual(
          [],
        );
      },
      WALK_TIMEOUT_MS,
    );

    for (const { title, statements, since, mode, why } of sample(fixtures, 4)) {
      it.skipIf(since > major)(`${title}: once ${why}`, async () => {
        const verdict = await replay(ground, statements, mode);
        expect(verdict && wordsFor(verdict)).toEqual([]);
      });
    }
  });
}
