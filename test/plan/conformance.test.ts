// Every pair of schemas out of the test suites of other tools, planned from one side to the other and back: a sample by day, all by
// night. A plan is proven, or refused with a reason; one that claims more than it does is wrong.

import { afterAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { introspect } from "../../src/read/introspect.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { conformancePairs, type Pair } from "../conformance/pairs.ts";
import { sharedFolder } from "../support/corpus.ts";
import { isNightly, sample } from "../support/sample.ts";
import { majors } from "../support/servers/install.ts";
import { describeWithOwnServer } from "../support/servers.ts";
import { embedded, type Made, made, type Opener, onServer } from "./databases.ts";
import { copyIn, planned, verdictOf } from "./verdict.ts";

await loadParser();
const all = conformancePairs(sharedFolder()).filter(({ dumpsDiffer }) => dumpsDiffer);
const counts: Record<string, number> = {};

/** Where the way back leaves something: the first line of the plan says so. */
const unproven: Readonly<Record<string, string>> = {
  "pg-schema-diff/partitioned_index:Add unique constraint with existing matching base-table index (matching non-local index exists that backs local matching PK), to declared":
    "a partition's key serves the partitioned table's index",
  "pg-schema-diff/partitioned_index:Add unique constraint with existing matching base-table index (matching non-local index exists that backs local matching unique constraint), to declared":
    "a partition's key serves the partitioned table's index",
  "pg-schema-diff/partitioned_index:Add primary key constraint with existing matching base-table index (matching non-local index exists that backs local matching PK), to declared":
    "the partitioned table's key is its index",
  "pg-schema-diff/partitioned_index:Add a partitioned index that is used by a local primary key, to live":
    "an index of the partitioned table needs the partition's key",
  "pg-schema-diff/partitioned_table:Can handle scenario where partition is not attached, to declared":
    "ATTACH PARTITION makes an index that was another's",
  "pg-schema-diff/table:Alter table: effectively drop by changing everything, to declared":
    "an index whose columns go is made twice",
  "pg-schema-diff/table:Alter table: effectively drop by changing everything, to live":
    "an index whose columns go is made twice",
};

afterAll(() => void process.stderr.write(`\nplans of other tools' pairs: ${JSON.stringify(counts)}\n`));

interface Told {
  readonly is: string;
  readonly why: string;
}

const inPglite = (error: unknown): Told => {
  const why = error instanceof Error ? error.message : String(error);
  if (/could not load|is not available/.test(why)) return { is: "not in PGlite", why };
  throw error;
};

/** From one side to the other in the database that has the one; a plan that had to be tried again gets others. */
async function verdictOn(here: Made, again: () => Promise<Made>, wanted: Catalog): Promise<Told> {
  const reopen = async () => {
    const { client, close } = await again();
    return { ...copyIn(client), close };
  };
  const comparing = (live: Catalog) => compare(wanted, live);
  const plan = await planned({ copy: copyIn(here.client), reopen, compare: comparing, rules: [] });
  return plan === undefined ? { is: "same", why: "" } : verdictOf(plan);
}

/** The two databases are made once: each is read before a plan changes it. */
async function bothWays({ declared, live, roles }: Pair, opener: Opener) {
  const opened: Made[] = [];
  const open = (script: string) => made(opener, script, { roles, others: [declared, live] });
  const kept = async (script: string) => {
    const database = await open(script);
    opened.push(database);
    return database;
  };
  try {
    const [one, other] = [await kept(declared), await kept(live)];
    const first = await introspect(one.client, { privileges: true });
    const second = await introspect(other.client, { privileges: true });
    const told: readonly (readonly [string, Told])[] = [
      ["to declared", await verdictOn(other, () => open(live), first)],
      ["to live", await verdictOn(one, () => open(declared), second)],
    ];
    return told;
  } catch (error) {
    return [["both ways", inPglite(error)]] as const;
  } finally {
    for (const { close } of opened) await close();
  }
}

function walk(opener: Opener): void {
  for (const pair of sample(all, 3)) {
    it(`is planned both ways, or refused with a reason: ${pair.id}`, async () => {
      const wrong: string[] = [];
      for (const [way, { is, why }] of await bothWays(pair, opener)) {
        counts[is] = (counts[is] ?? 0) + 1;
        if (isNightly && is !== "proven") process.stderr.write(`\n${is}: ${pair.id}, ${way}: ${why}\n`);
        if (is === "wrong" && unproven[`${pair.id}, ${way}`] === undefined) wrong.push(`${way}: ${why}`);
      }
      expect(wrong).toEqual([]);
    });
  }
}

const asked = majors.find((major) => String(major) === process.env.DRIFTCHECK_PAIRS_ON);

describe.skipIf(all.length === 0)("a pair of another tool's", () => {
  if (asked === undefined) walk(embedded);
  else describeWithOwnServer(asked, (server) => walk(onServer(server)), { always: true });
});
