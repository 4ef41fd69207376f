// Spellings of one meaning are no drift wherever they stand, and near misses are: all in two databases.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { type Comparison, diff } from "../../src/compare/diff/diff.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { introspect } from "../../src/read/introspect.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
import { hasTurn, sample } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian } from "../support/servers.ts";
import { type Case, other, same } from "./spellings.ts";

const client = useEmbeddedClient();

async function read(sql: string) {
  await client().query("DROP SCHEMA IF EXISTS public, other CASCADE; CREATE SCHEMA public; SET search_path = public");
  await client().query(sql);
  return introspect(client());
}

// Publications are in no schema, so that they outlive the last test's.
const around = `DO $$ DECLARE p name; BEGIN FOR p IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', p); END LOOP; END $$;
  CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN short AS text; CREATE SCHEMA other;
  CREATE FUNCTION other.timezone(text, timestamptz) RETURNS timestamp LANGUAGE sql IMMUTABLE AS 'SELECT $2::timestamp';
  CREATE FUNCTION other.btrim(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
  CREATE FUNCTION other.eq(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
  CREATE OPERATOR other.= (LEFTARG = text, RIGHTARG = text, FUNCTION = other.eq);`;

const script = (cases: readonly Case[], side: 0 | 1) =>
  [around, ...cases.map((each, at) => each[side].replaceAll("@", String(at)))].join("\n");

async function compared(cases: readonly Case[]): Promise<Comparison> {
  const [declared, live] = [await read(script(cases, 0)), await read(script(cases, 1))];
  return diff(declared, live, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
}

/** The case whose table, view, domain or function an object is of. */
const caseOf = (id: string) => Number(/^[a-z ]+:(?:public\.)?[a-z](\d+)/.exec(id)?.[1] ?? -1);

const numbersOf = (drift: readonly { readonly id: string }[]) => new Set(drift.map(({ id }) => caseOf(id)));

async function judged(cases: readonly Case[]) {
  const { drift } = await applyRules(await compared(cases), await loadPreset(), "2026-01-01");
  return numbersOf(drift);
}

describe("spellings", () => {
  test("of one meaning are no drift", async () => {
    const drifting = await judged(same);
    expect([...drifting].map((at) => same[at])).toEqual([]);
  });

  test("of two meanings are drift", async () => {
    const drifting = await judged(other);
    expect(other.filter((_, at) => !drifting.has(at))).toEqual([]);
  });
});

// Where the two servers also print in their own ways.
describeWithDebian((server) => {
  const both: readonly (readonly [string, readonly Case[], number])[] = [
    ["one meaning are no", same, 0],
    ["two meanings are", other, other.length],
  ];
  test.runIf(hasTurn("spellings on a server")).each(sample(both, 1))(
    "spellings of %s drift against a server",
    { timeout: 120_000 },
    async (_what, cases, expected) => {
      const url = await server().createDatabase();
      await query(url, script(cases, 1));
      const folder = await mkdtemp(join(tmpdir(), "spellings-"));
      await writeFile(join(folder, "declared.sql"), script(cases, 0));
      const { drift } = await check({ declared: join(folder, "declared.sql"), live: url, rules: await loadPreset() });
      await rm(folder, { recursive: true });
      const drifting = numbersOf(drift);
      expect(cases.filter((_, at) => drifting.has(at) !== expected > 0)).toEqual([]);
    },
  );
});
