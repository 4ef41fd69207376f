// By night, and where they are installed: on the same pairs of databases, how often driftcheck plan, pg-delta and migra take one
// schema to the other, and with how many statements. Whatever they write is run on a real server and read back.

import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { compare } from "../../../src/compare/steps.ts";
import { plan } from "../../../src/index.ts";
import { introspect } from "../../../src/read/introspect.ts";
import { splitScript } from "../../../src/scripts/psql-script.ts";
import { conformancePairs, type Pair } from "../../conformance/pairs.ts";
import { corpusRuns, sharedFolder } from "../../support/corpus.ts";
import { isNightly, randomOf } from "../../support/sample.ts";
import { describeWithOwnServer, type Server } from "../../support/servers.ts";
import { type Other, othersHere } from "./others.ts";

const asked = Number(process.env.DRIFTCHECK_BESIDE ?? (isNightly ? 200 : 0));
const others = asked > 0 ? othersHere() : [];

const ours: Other = {
  name: "driftcheck plan",
  statements: async (live, declared) => {
    const made = await plan({ declared, live, rules: [], allowDataLoss: true, allowEmpty: true });
    if (made.outcome === "unproven") throw new Refused(made.refused[0]?.reason ?? made.proof.failed?.reason ?? "");
    return made.statements.map(({ sql }) => sql);
  },
};

/** It said itself that it could not. */
class Refused extends Error {}

let lastError: unknown;

type Outcome = "same" | "refused" | "fails" | "differs";

async function connected<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function made(server: Server, script: string): Promise<string> {
  const url = await server.createDatabase();
  await connected(url, async (client) => {
    await client.query("SET check_function_bodies = off");
    for (const { sql } of splitScript(script, "script")) await client.query(sql);
  });
  return url;
}

/** A column's place is where no statement can put it. */
async function isSame(declared: string, live: string): Promise<boolean> {
  const [one, other] = await Promise.all([declared, live].map((url) => connected(url, (client) => introspect(client))));
  if (one === undefined || other === undefined) throw new Error("no catalog");
  const { drift } = await compare(one, other);
  return drift.every((each) => "attribute" in each && each.attribute === "columnOrder");
}

async function outcomeOf(other: Other, declared: string, live: string): Promise<[Outcome, number]> {
  try {
    const statements = await other.statements(live, declared);
    await connected(live, async (client) => {
      for (const sql of statements) await client.query(sql);
    });
    return [(await isSame(declared, live)) ? "same" : "differs", statements.length];
  } catch (error) {
    lastError = error;
    return [error instanceof Refused ? "refused" : "fails", 0];
  }
}

function chosen(count: number): readonly Pair[] {
  const random = randomOf(15);
  const pairs = conformancePairs(sharedFolder()).filter(({ roles, dumpsDiffer }) => roles.length === 0 && dumpsDiffer);
  return pairs
    .map((pair) => ({ pair, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ pair }) => pair);
}

describe.runIf(others.length > 0)("beside others", () => {
  describeWithOwnServer(15, (server) => {
    test("the same pairs", async () => {
      const tally = new Map<string, Record<Outcome, number> & { statements: number }>();
      for (const { id, declared, live } of chosen(asked)) {
        const target = await made(server(), declared).catch(() => undefined);
        if (target === undefined) continue;
        for (const other of [ours, ...others]) {
          const [outcome, count] = await outcomeOf(other, target, await made(server(), live));
          const sums = tally.get(other.name) ?? { same: 0, refused: 0, fails: 0, differs: 0, statements: 0 };
          sums[outcome] += 1;
          sums.statements += count;
          tally.set(other.name, sums);
          if (other === ours && (outcome === "differs" || outcome === "fails"))
            process.stderr.write(`${outcome} ${id} ${outcome === "fails" ? lastError : ""}\n`);
        }
        process.stderr.write(`${JSON.stringify(Object.fromEntries(tally))}\n`);
      }
      expect(tally.get(ours.name)?.differs).toBe(0);
    });
  });
});

// CTFd after its own migrations and pgloader. `alembic revision --autogenerate` writes 312 operations there (docs/how-it-is-proven.md).
test.runIf(others.length > 0)("CTFd: how many statements", async () => {
  const run = corpusRuns(sharedFolder()).find(({ name }) => name === "ctfd/default_migr");
  if (run === undefined) return;
  const { declared, live } = run;
  const mapSchemas = new Map([["ctfd", "public"]]);
  const made = await plan({ declared, live, mapSchemas, allowDataLoss: true });
  process.stderr.write(
    `driftcheck plan: ${made.statements.length} statements, ${made.outcome}, ${made.proof.gone.length} drifts gone, ${made.refused.length} refused\n`,
  );
  expect(made.proof.left).toEqual([]);
});
