// Scripts that an accident changed, by psql and by driftcheck: a few each day. `npm run fuzz` walks on.

import { expect, test } from "vitest";
import { useFolder } from "../support/cli.ts";
import { seed } from "../support/sample.ts";
import { describeWithServer } from "../support/servers.ts";
import { findPsql, psqlOn } from "./psql.ts";
import { ownScripts } from "./scripts.ts";
import { walk } from "./walk.ts";

const folder = useFolder();
const psql = findPsql();
const aDay = 6;

describeWithServer(18, (server) => {
  test.skipIf(psql === undefined)("what psql takes whole is taken, what it refuses is refused or said", async () => {
    const beside = psqlOn(server(), psql ?? "");
    const steps = { scripts: ownScripts, count: aDay, seed: seed(), folder: folder().path };
    const { cases } = await walk(beside, steps).finally(beside.drop);
    const wrong = cases.filter(({ verdict }) => verdict.outcome === "wrong");
    expect(wrong.map(({ script, mutation, verdict }) => [script, mutation, verdict.reason, verdict.told])).toEqual([]);
    expect(cases).toHaveLength(aDay);
  });
});
