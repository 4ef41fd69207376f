// Whatever changes in the live shop (test/mutations) can be planned back, proven both ways, or is refused with a reason: a sample by
// day, all by night. One database goes from one mutation to the next by the plans themselves.

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

describe("a mutation of the live shop", () => {
  for (const mutation of sample(mutations, 6)) {
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
