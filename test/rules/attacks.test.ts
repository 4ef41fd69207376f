// Hostile pairs of schemas for every shipped rule: it looks like the rule's noise, and a maintainer would act. The rule must not
// ignore it, or another difference must say it. Each side is one database, in which every pair has a schema to itself.

import type { Client } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { parseObjectId } from "../../src/catalog/object-id.ts";
import { compare } from "../../src/compare/steps.ts";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import { introspect } from "../../src/read/introspect.ts";
import { calm } from "./attacks/calm.ts";
import { enums } from "./attacks/enums.ts";
import { keys } from "./attacks/keys.ts";
import { moments } from "./attacks/moments.ts";
import { others } from "./attacks/others.ts";
import { types } from "./attacks/types.ts";

const rules = await loadShipped();
const all = Object.entries({ ...moments, ...types, ...enums, ...keys, ...others }).flatMap(([rule, attacks]) =>
  attacks.map((attack) => ({ rule, ...attack })),
);
// Beside the attacks stand pairs of which nothing may stay.
const quiet = calm.map((pair) => ({ rule: "", ...pair }));
const cases = [...all, ...quiet].map((attack, at) => ({ ...attack, schema: `s${at}` }));

let sides: { readonly declared: Catalog; readonly live: Catalog };

beforeAll(async () => {
  const { client, close } = await connectEmbedded(["file_fdw", "bloom"]);
  sides = { declared: await readSide(client, "declared"), live: await readSide(client, "live") };
  await close();
});

async function readSide(client: Client, side: "declared" | "live"): Promise<Catalog> {
  await client.query("SET check_function_bodies = off");
  for (const { schema, rule, why, [side]: sql } of cases) {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}; SET search_path = ${schema}`);
    await client.query(sql.replaceAll("public.", `${schema}.`)).catch((error: Error) => {
      throw new Error(`${rule}, ${why}, ${side}: ${error.message}`);
    });
  }
  return introspect(client, {});
}

/** What one pair has of a side. */
function part({ objects, ...catalog }: Catalog, schema: string): Catalog {
  const own = [...objects].filter(([id]) => parseObjectId(id).path[0] === schema);
  return { ...catalog, objects: new Map(own) };
}

const named = ({ id, attribute }: Drift) => (attribute === undefined ? id : `${id} ${attribute}`);

describe.each([...new Set(all.map(({ rule }) => rule))])("%s", (id) => {
  const rule = rules.find((each) => each.id === id);
  test.each(cases.filter((each) => each.rule === id))("stays where $why", async ({ schema, told }) => {
    if (rule === undefined) throw new Error(`there is no rule ${id}`);
    const comparison = await compare(part(sides.declared, schema), part(sides.live, schema));
    const { ignored } = await applyRules(comparison, [rule], "2026-01-01");
    expect(comparison.drift, "the two sides must differ").not.toEqual([]);
    if (told === undefined) return expect(ignored.map((each) => `${named(each)}: ${each.because}`)).toEqual([]);
    const { drift } = await applyRules(comparison, rules, "2026-01-01");
    const stays = drift.map((each) => named(each).replaceAll(`${schema}.`, "public."));
    expect(
      stays.filter((each) => each.startsWith(told)),
      stays.join("; "),
    ).not.toEqual([]);
  });
});

describe("stored code that does not mind", () => {
  test.each(cases.filter(({ rule }) => rule === ""))("leaves it noise: $why", async ({ schema }) => {
    const comparison = await compare(part(sides.declared, schema), part(sides.live, schema));
    const { drift, ignored } = await applyRules(comparison, rules, "2026-01-01");
    expect(drift.map(named)).toEqual([]);
    expect(ignored).not.toEqual([]);
  });
});
