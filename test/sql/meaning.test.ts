// What has one form has one meaning: random expressions, printed by PostgreSQL, whose forms are equal must give the same values of the
// same type for every row, NULL, NaN and -0 among them.

import { expect, test } from "vitest";
import { meaningOf } from "../../src/sql/meaning/meaning.ts";
import { rewritings } from "../../src/sql/meaning/registry.ts";
import type { Scope } from "../../src/sql/meaning/rewriting.ts";
import { parseTypeForm } from "../../src/sql/meaning/types.ts";
import { loadParser, nodesOf, parseStatements } from "../../src/sql/parse.ts";
import { useEmbeddedClient } from "../support/pglite.ts";
import { isNightly } from "../support/sample.ts";
import { draw, seeded, table } from "./draw.ts";

const client = useEmbeddedClient();
const count = Number(process.env.DRIFTCHECK_EXPRESSIONS ?? (isNightly ? 6000 : 2000));
const seed = Number(process.env.DRIFTCHECK_SEED ?? 20261129);

test("expressions of one form give the same values", { timeout: 600_000 }, async () => {
  await loadParser();
  await client().query(`CREATE SCHEMA s; SET search_path = s; ${table}; SET TimeZone = 'Europe/Berlin'`);
  const scope = await scopeOfTable();
  // In one transaction, as it has one start.
  await client().query("BEGIN");
  const random = seeded(seed);
  const drawn = [...new Set(Array.from({ length: count }, () => draw(random)))];
  const groups = new Map<string, Map<string, Shown>>();
  for (let at = 0; at < drawn.length; at += 64)
    for (const shown of await show(drawn.slice(at, at + 64))) {
      const select = { SelectStmt: { targetList: [{ ResTarget: { val: shown.tree } }] } };
      const form = JSON.stringify(meaningOf([select], { scope, rewritings }));
      groups.set(form, (groups.get(form) ?? new Map()).set(JSON.stringify(shown.tree), shown));
    }
  const alike = [...groups.values()].map((group) => [...group.values()]).filter(({ length }) => length > 1);
  const wrong = alike.filter((group) => new Set(group.map(({ values }) => values)).size > 1);
  expect(wrong.map((group) => group.map(({ text, values }) => [text, values]))).toEqual([]);
  // Few would be no test.
  expect(alike.flat().length).toBeGreaterThan(drawn.length / 4);
});

async function scopeOfTable(): Promise<Scope> {
  const { rows } = await client().query(`SELECT attname AS name, format_type(atttypid, atttypmod) AS type
    FROM pg_attribute WHERE attrelid = 's.t'::regclass AND attnum > 0`);
  const types = new Map(rows.map(({ name, type }) => [String(name), parseTypeForm(String(type))]));
  return {
    typeOf: (path) => types.get(path.at(-1) ?? ""),
    baseOf: (domain) => (domain === "s.short" ? parseTypeForm("text") : undefined),
    isOwnOperator: () => false,
  };
}

interface Shown {
  readonly text: string;
  readonly tree: unknown;
  /** Of each row, with the type. */
  readonly values: string;
}

/** What PostgreSQL refuses is left out. */
async function show(texts: readonly string[]): Promise<readonly Shown[]> {
  const shown = await attempt(texts);
  if (shown !== undefined) return shown;
  if (texts.length < 2) return [];
  const half = texts.length >> 1;
  return [...(await show(texts.slice(0, half))), ...(await show(texts.slice(half)))];
}

async function attempt(texts: readonly string[]): Promise<readonly Shown[] | undefined> {
  const columns = texts.map((text, at) => `${text} AS it${at}`);
  await client().query("SAVEPOINT one");
  try {
    await client().query(`CREATE VIEW s.shown AS SELECT ${columns.join(", ")} FROM s.t; SET LOCAL search_path = ''`);
    const { rows } = await client().query(`SELECT pg_get_viewdef('s.shown'::regclass) AS printed, ARRAY(
      SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 's.shown'::regclass ORDER BY attnum) AS types`);
    const targets = [...nodesOf(parseStatements(String(rows[0]?.printed)), "ResTarget")];
    const values = await client().query(`SELECT ${texts.map((_, at) => `it${at}::text`).join(", ")} FROM s.shown`);
    return texts.map((text, at) => ({
      text,
      tree: targets[at]?.val,
      values: JSON.stringify([rows[0]?.types[at], values.rows.map((row) => row[`it${at}`])]),
    }));
  } catch {
    return undefined;
  } finally {
    await client().query("ROLLBACK TO one; RELEASE one");
  }
}
