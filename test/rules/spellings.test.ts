// Spellings of one meaning are no drift wherever they stand, and near misses are: all in two databases.

import { describe, expect, test } from "vitest";
import { type Comparison, diff } from "../../src/diff/diff.ts";
import { introspect } from "../../src/introspect.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { applyRules } from "../../src/rules/apply.ts";
import { loadPreset } from "../../src/rules/load.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
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

async function compared(cases: readonly Case[]): Promise<Comparison> {
  const script = (side: 0 | 1) =>
    [around, ...cases.map((each, at) => each[side].replaceAll("@", String(at)))].join("\n");
  const [declared, live] = [await read(script(0)), await read(script(1))];
  return diff(declared, live, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
}

/** The case whose table, view, domain or function an object is of. */
const caseOf = (id: string) => Number(/^[a-z ]+:(?:public\.)?[a-z](\d+)/.exec(id)?.[1] ?? -1);

async function judged(cases: readonly Case[]) {
  const comparison = await compared(cases);
  const { drift } = await applyRules(comparison, await loadPreset(), "2026-01-01");
  const numbers = (of: readonly { readonly id: string }[]) => new Set(of.map(({ id }) => caseOf(id)));
  return { differing: numbers(comparison.drift), drifting: numbers(drift) };
}

describe("spellings", () => {
  test("of one meaning are no drift", async () => {
    const { drifting } = await judged(same);
    expect([...drifting].map((at) => same[at])).toEqual([]);
  });

  test("of two meanings are drift", async () => {
    const { drifting } = await judged(other);
    expect(other.filter((_, at) => !drifting.has(at))).toEqual([]);
  });
});
