// Whatever changes in the live shop (test/mutations) can be planned back, proven both ways, or is refused with a reason: a sample by
// day, all by night. One database goes from one mutation to the next by the plans themselves.

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { saidOf } from "../../src/plan/judged.ts";
import { driftKey } from "../../src/plan/target.ts";
import { introspect } from "../../src/read/introspect.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { mutations } from "../mutations/all.ts";
import type { Mutation } from "../mutations/mutation.ts";
import { connectEmbedded, makeDeclared, makeLive, schemas } from "../mutations/sides.ts";
import { isNightly, sample } from "../support/sample.ts";
import { copyIn, type Planned, planned, verdictOf } from "./verdict.ts";

/** What is neither proven nor refused in our own words yet, by reason: the plan says so, and its exit code is 2. */
const open: Readonly<Record<string, readonly string[]>> = {
  "PostgreSQL's own words refuse what follows from a refusal of ours": [
    "a table is partitioned by another method",
    "a partitioned table is partitioned no more",
    "a partition's key is attached to that of the partitioned table",
    "an enum label is renamed",
    "a label is added to an enum type that is declared as a CHECK",
    "a label is renamed in an enum type that is declared as a CHECK",
    "a range gets a canonical function",
    'a base type: {"INPUT":"lot_read"}',
    'a base type: {"OUTPUT":"lot_print"}',
  ],
  "what a partition has from its table can't be changed there": [
    "a trigger is disabled on one partition",
    "the partitions of a table get an access method",
  ],
  "no copy has what provides the label": [
    "a security label says something else",
    "a security label is gone",
    "another provider's label is added",
    "a function has a label",
  ],
  "the catalog itself was changed, to what no statement says": [
    "owner of a foreign data wrapper: UPDATE pg_foreign_data_wrapper SET fdwowner = 'pg_monitor'::regrole WHERE fdwname = 'feeds'",
    "owner of an event trigger: UPDATE pg_event_trigger SET evtowner = 'pg_monitor'::regrole",
    "on an extension's schema",
    "a text search parser has another LEXTYPES function",
    "a text search template has no INIT function",
  ],
  "the plan is unproven, and names what is left": [
    "an enum column that was text with a CHECK becomes text with one that is not valid",
    "two foreign keys swap their columns",
  ],
};
const isOpen = ({ name }: Mutation) => Object.values(open).flat().includes(name);

const rules = await loadPreset();
await loadParser();
const counts: Record<string, number> = {};
let declared: Catalog;
let shop: Shop;

/** The live shop, and how it is made again where a plan left something else. */
class Shop {
  readonly client: Client;
  readonly #close: () => Promise<void>;

  private constructor(client: Client, close: () => Promise<void>) {
    this.client = client;
    this.#close = close;
  }

  static async open(): Promise<Shop> {
    const { client, close } = await connectEmbedded();
    await makeLive(client);
    await client.query("SET search_path = ''");
    return new Shop(client, close);
  }

  async run(sql: string): Promise<void> {
    await this.client.query(`SET search_path = shop; ${sql}`);
    await this.client.query("SET search_path = ''");
  }

  close(): Promise<void> {
    return this.#close();
  }
}

const comparing = (live: Catalog) => compare(declared, live, { mapSchemas: schemas });
let known: ReadonlySet<string>;

beforeAll(async () => {
  const { client, close } = await connectEmbedded();
  await makeDeclared(client);
  declared = await introspect(client, { privileges: true });
  await close();
  shop = await Shop.open();
  const { drift } = await saidOf(await comparing(await introspect(shop.client, { privileges: true })), { rules });
  known = new Set(drift.map(driftKey));
});

afterAll(async () => {
  await shop.close();
  process.stderr.write(`\nplans of mutations: ${JSON.stringify(counts)}\n`);
});

async function planOf({ sql }: Mutation): Promise<Planned | undefined> {
  // What a plan left can have a declared name where the live shop had another.
  await shop.run(sql).catch(async () => {
    await again();
    await shop.run(sql);
  });
  const others: Shop[] = [];
  const reopen = async () => {
    const other = await Shop.open();
    others.push(other);
    await other.run(sql);
    return copyIn(other.client);
  };
  const walk = { copy: copyIn(shop.client), reopen, compare: comparing, rules, mapSchemas: schemas };
  try {
    return await planned({ ...walk, isWanted: (drift) => !known.has(driftKey(drift)) });
  } finally {
    for (const other of others) await other.close();
  }
}

/** The way back has run: the statements take it away once more. A mutation of the catalogs themselves can't be made so again. */
async function undo({ statements }: Planned): Promise<void> {
  try {
    for (const { sql } of statements) await shop.client.query(sql);
  } catch {
    await again();
  }
}

async function again(): Promise<void> {
  await shop.close();
  shop = await Shop.open();
}

test("what is open is among the mutations", () => {
  const known = new Set(mutations.map(({ name }) => name));
  expect(
    Object.values(open)
      .flat()
      .filter((name) => !known.has(name)),
  ).toEqual([]);
});

describe("a mutation of the live shop", () => {
  for (const mutation of sample(
    mutations.filter((each) => !isOpen(each)),
    6,
  )) {
    it(`is planned back, or refused: ${mutation.name}`, async () => {
      const made = await planOf(mutation).catch(async (error: unknown) => {
        await again();
        throw error;
      });
      const verdict = made === undefined ? { is: "same", why: "" } : verdictOf(made);
      counts[verdict.is] = (counts[verdict.is] ?? 0) + 1;
      if (isNightly && verdict.is !== "proven")
        process.stderr.write(`\n${verdict.is}: ${mutation.name}: ${verdict.why}\n`);
      if (made === undefined || made.refused.length > 0 || verdict.is !== "proven") await again();
      else await undo(made);
      expect(verdict.is, verdict.why).not.toBe("wrong");
      expect(verdict.is, verdict.why).not.toBe("refused by PostgreSQL");
    });
  }
});
