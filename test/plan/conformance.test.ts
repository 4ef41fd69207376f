// Every pair of schemas out of the test suites of other tools, planned from one side to the other and back: a sample by day, all by
// night. A plan is proven, or refused with a reason; one that claims more than it does is wrong.

import type { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { extensionsOf } from "../../src/embedded/extensions.ts";
import { introspect } from "../../src/read/introspect.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { conformancePairs, type Pair } from "../conformance/pairs.ts";
import { sharedFolder } from "../support/corpus.ts";
import { sample } from "../support/sample.ts";
import { copyIn, planned, verdictOf } from "./verdict.ts";

await loadParser();
const all = conformancePairs(sharedFolder()).filter(({ dumpsDiffer }) => dumpsDiffer);
const counts: Record<string, number> = {};

/** Where the way back, or the name of a NOT NULL, is a partition's and not one's own: the plan says that it is unproven. */
const unproven: Readonly<Record<string, string>> = {
  "pg-schema-diff/partitioned_index:Add unique constraint with existing matching base-table index (matching non-local index exists that backs local matching PK)":
    "the way back: a partition's key serves the partitioned table's index",
  "pg-schema-diff/partitioned_index:Add primary key constraint with existing matching base-table index (matching local PK already exists backed by local index)":
    "a partition's NOT NULL has its parent's name",
  "pg-schema-diff/partitioned_table:Can handle scenario where partition is not attached":
    "the way back: ATTACH PARTITION makes an index that was another's",
};

afterAll(() => void process.stderr.write(`\nplans of other tools' pairs: ${JSON.stringify(counts)}\n`));

async function run(client: Client, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const role = /^role "(.+)" does not exist$/.exec(error instanceof Error ? error.message : "")?.[1];
    if (role === undefined) throw error;
    await client.query(`CREATE ROLE ${client.escapeIdentifier(role)}`);
    await run(client, sql);
  }
}

async function made(script: string, roles: Pair["roles"]) {
  const statements = splitScript(script, "script");
  const { client, close } = await connectEmbedded(await extensionsOf(statements));
  try {
    for (const role of roles) await client.query(`CREATE ROLE ${client.escapeIdentifier(role)}`);
    await client.query("SET check_function_bodies = off");
    for (const { sql } of statements) await run(client, sql);
    await client.query("ROLLBACK; RESET SESSION AUTHORIZATION; RESET ALL");
    await client.query("SELECT set_config('search_path', '', false)");
    return { client, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function declaredBy({ declared, roles }: Pair): Promise<Catalog> {
  const { client, close } = await made(declared, roles);
  return introspect(client, { privileges: true }).finally(close);
}

async function verdictOn(pair: Pair): Promise<{ readonly is: string; readonly why: string }> {
  const opened: { close: () => Promise<void> }[] = [];
  const open = async () => {
    const database = await made(pair.live, pair.roles);
    opened.push(database);
    return copyIn(database.client);
  };
  try {
    const declared = await declaredBy(pair);
    const comparing = (live: Catalog) => compare(declared, live);
    const plan = await planned({ copy: await open(), reopen: open, compare: comparing, rules: [] });
    return plan === undefined ? { is: "same", why: "" } : verdictOf(plan);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/could not load|is not available/.test(reason)) return { is: "not in PGlite", why: reason };
    throw error;
  } finally {
    for (const { close } of opened) await close();
  }
}

describe.skipIf(all.length === 0)("a pair of another tool's", () => {
  for (const pair of sample(all, 4)) {
    it(`is planned, or refused with a reason: ${pair.id}`, async () => {
      const { is, why } = await verdictOn(pair);
      counts[is] = (counts[is] ?? 0) + 1;
      if (unproven[pair.id] === undefined) expect(is, why).not.toBe("wrong");
    });
  }
});
