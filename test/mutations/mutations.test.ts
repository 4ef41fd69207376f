// Whatever changes in the live shop is reported under the full preset, and nothing else is: one test for each single mutation.
// Everyday several mutations share a reading, by night each has its own.

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { compare } from "../../src/compare/steps.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { introspect } from "../../src/read/introspect.ts";
import { isNightly } from "../support/sample.ts";
import { mutations } from "./all.ts";
import { asDemanded, type Expected, judge, type Mutation, type Verdict } from "./mutation.ts";
import { sames } from "./same.ts";
import { connectEmbedded, knownDrift, makeDeclared, makeLive, schemas } from "./sides.ts";
import { judgeTogether } from "./together.ts";

const preset = await loadPreset();
let client: Client;
let close: () => Promise<void>;
let declared: Catalog;

beforeAll(async () => {
  ({ client, close } = await connectEmbedded());
  await makeDeclared(client);
  declared = await introspect(client, { privileges: true });
  await client.query(
    "DROP SCHEMA public, warehouse, attic CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner",
  );
  await makeLive(client);
});

afterAll(() => close());

/** The live catalog as it is after this SQL. Nothing of it stays: `introspect` finds our transaction open, and rolls it back. */
async function liveAfter(sql: string): Promise<Catalog> {
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL search_path = shop");
    await client.query(sql);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
  return introspect(client, { privileges: true });
}

/** Each within a savepoint: what can't be made after the others is left out. */
async function liveAfterAll(mutations: readonly Mutation[]): Promise<{ made: readonly Mutation[]; live: Catalog }> {
  const made: Mutation[] = [];
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  for (const mutation of mutations) {
    try {
      await client.query("SAVEPOINT mutation; SET LOCAL search_path = shop");
      await client.query(mutation.sql);
      made.push(mutation);
    } catch (error) {
      await client.query(mutations.length === 1 ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT mutation");
      if (mutations.length === 1) throw error;
    }
  }
  return { made, live: await introspect(client, { privileges: true }) };
}

const judgedTogether = judgeTogether(mutations, async (some) => {
  const { made, live } = await liveAfterAll(some);
  const expected = { expect: made.flatMap(({ expect }) => expect) };
  return { made, verdict: judge(await reported(live), knownDrift, expected) };
});

async function judgedAlone({ sql, expect }: Mutation): Promise<Verdict> {
  return judge(await reported(await liveAfter(sql)), knownDrift, { expect });
}

async function reported(live: Catalog, than = declared): Promise<readonly Drift[]> {
  const comparison = await compare(than, live, { mapSchemas: schemas });
  return (await applyRules(comparison, preset, "2026-01-01")).drift;
}

/** Why no mutation of an attribute is in the table. */
const unmutated: Readonly<Record<string, string>> = {
  "table columnOrder": "the rule column-order ignores it; its examples are its tests",
  "column notNullName": "the rule not-null-name ignores it; its examples are its tests",
  "constraint method": "an index that a key makes is always btree",
  "materialized view defaults": "PostgreSQL refuses a default on a materialized view's column",
};

describe("the table of mutations", () => {
  const expected = new Set(mutations.flatMap(({ expect }) => expect.map(withoutName)));

  // PGlite has no subscriptions, and a copy of a database no settings: each has a test of its own, with a guard.
  it.each(kinds.filter(({ name }) => name !== "subscription" && name !== "setting"))(
    "has each kind missing and unexpected, and each attribute changed: $name",
    ({ name, attributes }) => {
      const changed = Object.keys(attributes).filter((attribute) => !(`${name} ${attribute}` in unmutated));
      const wanted = [`missing ${name}`, `unexpected ${name}`, ...changed.map((each) => `changed ${name} ${each}`)];
      expect(wanted.filter((each) => !expected.has(each))).toEqual([]);
    },
  );

  it("has no mutation twice", () => {
    const names = mutations.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

function withoutName(expected: Expected): string {
  const kind = expected.slice(0, expected.indexOf(":"));
  return expected.startsWith("changed ") ? `${kind} ${expected.split(" ").at(-1)}` : kind;
}

describe("the live shop, mutated", () => {
  it("has its known drift before", async () => {
    expect(judge(await reported(await introspect(client, { privileges: true })), knownDrift, { expect: [] })).toEqual(
      asDemanded,
    );
  });

  for (const mutation of mutations) {
    it(mutation.name, async () => {
      expect(await (isNightly ? judgedAlone : judgedTogether)(mutation)).toEqual(asDemanded);
    });
  }

  it("is unmutated after all of them", async () => {
    expect(judge(await reported(await introspect(client, { privileges: true })), knownDrift, { expect: [] })).toEqual(
      asDemanded,
    );
  });
});

describe("the same in the live schema and in the declared one", () => {
  const alone = (schema: string) =>
    `DROP SCHEMA shop, public, warehouse, attic CASCADE; CREATE SCHEMA ${schema}; SET LOCAL search_path = ${schema}`;

  for (const { name, sql } of sames) {
    it(`is no drift: ${name}`, async () => {
      const [one, other] = [await liveAfter(`${alone("public")}; ${sql}`), await liveAfter(`${alone("shop")}; ${sql}`)];
      expect(judge(await reported(other, one), [], { expect: [] })).toEqual(asDemanded);
    });
  }
});
