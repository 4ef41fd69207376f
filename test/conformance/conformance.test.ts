// Other tools' own test suites as an oracle: each of their pairs of schemas drifts, without rules and both ways round,
// exactly when PostgreSQL's dumps of the two differ. By night, or under DRIFTCHECK_CORPUS=all, every pair.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedFolder } from "../support/corpus.ts";
import { askedCorpus, sample } from "../support/sample.ts";
import { describeWithOwnServer, type Server, startServer } from "../support/servers.ts";
import { exceptions } from "./exceptions.ts";
import { Lane } from "./lanes.ts";
import { conformancePairs, type Pair } from "./pairs.ts";
import { wrongs } from "./verdict.ts";

const all = conformancePairs(sharedFolder());
const pairs = askedCorpus === "all" ? all : sample(all, 20);

describe.skipIf(all.length === 0)("the list of exceptions", () => {
  const known = new Set(all.map(({ id }) => id));

  it("names pairs that exist, of which no two have one name", () => {
    expect(known.size).toBe(all.length);
    expect(Object.keys(exceptions).filter((id) => !known.has(id))).toEqual([]);
  });
});

// The major whose dumps the pairs were judged by.
if (pairs.length > 0) describeWithOwnServer(15, conformanceOn);

function conformanceOn(server: () => Server): void {
  const free: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  let second: Server;
  let right = 0;
  let judged = 0;

  beforeAll(async () => {
    const started = await startServer(server().major);
    if ("reason" in started) throw new Error(started.reason);
    second = started;
    free.push(await Lane.open(server()), await Lane.open(second));
  });

  afterAll(async () => {
    process.stderr.write(`\nconformance: ${right} of ${judged} pairs right\n`);
    for (const lane of free) await lane.close();
    await second.stop();
  });

  async function inLane<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
    }
  }

  /** What is wrong with what a check says of the pair, or why it could not be made; empty where it is right. */
  async function judge({ declared, live, roles, dumpsDiffer }: Pair): Promise<string> {
    return inLane(async (lane) => {
      const one = await lane.catalogOf(declared, roles);
      return (await wrongs(one, await lane.catalogOf(live, roles), dumpsDiffer)).join("\n");
    }).catch((error: unknown) => `not made: ${error}`);
  }

  for (const pair of pairs) {
    it.concurrent(pair.id, async () => {
      const wrong = await judge(pair);
      judged += 1;
      if (wrong === "") right += 1;
      const reason = exceptions[pair.id];
      if (reason === undefined) expect(wrong).toBe("");
      else expect(wrong, `is right now; take it out of the exceptions: ${reason}`).not.toBe("");
    });
  }
}
