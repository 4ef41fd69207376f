// What each drift means is told, and never sets one aside: every class of losses.yaml with its near misses, all in one database,
// each in a schema of its own; and pgloader is named only where its marks are.

import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import { objectId, parseObjectId } from "../../src/catalog/object-id.ts";
import type { Comparison } from "../../src/compare/diff/diff.ts";
import { compare } from "../../src/compare/steps.ts";
import { loadLosses, lossOf } from "../../src/judge/losses/load.ts";
import { classesOf, explainLosses } from "../../src/judge/losses/losses.ts";
import { symptoms } from "../../src/judge/losses/symptoms/registry.ts";
import { introspect } from "../../src/read/introspect.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();
const losses = await loadLosses();
const examples = losses.flatMap(({ id, examples }) => examples.map((example) => ({ id, ...example })));
const schemaOf = (at: number) => `e${at}`;

async function readAll(scripts: readonly string[], prepare = ""): Promise<Catalog> {
  const whole = scripts.map((sql, at) => {
    const own = sql.replaceAll("elsewhere", `${schemaOf(at)}_elsewhere`);
    return `CREATE SCHEMA ${schemaOf(at)}; SET search_path = ${schemaOf(at)}; ${own}`;
  });
  await client().query([...whole, prepare, "RESET search_path"].join(";\n"));
  const catalog = await introspect(client(), {});
  const { rows } = await client().query("SELECT nspname FROM pg_namespace WHERE nspname ~ '^e[0-9]'");
  await client().query(rows.map(({ nspname }) => `DROP SCHEMA ${nspname} CASCADE;`).join(" "));
  return catalog;
}

/** What one example made. */
function slice(catalog: Catalog, at: number): Catalog {
  const own = [schemaOf(at), `${schemaOf(at)}_elsewhere`];
  const objects = [...catalog.objects].filter(([id]) => own.includes(parseObjectId(id).path[0] ?? ""));
  return { ...catalog, objects: new Map(objects) };
}

async function explain(comparison: Comparison): Promise<readonly Drift[]> {
  const told = await explainLosses(comparison.drift, comparison);
  expect(told.map(({ loss: _l, because: _b, review: _r, ...drift }) => drift)).toEqual(comparison.drift);
  return told;
}

// As pgloader names indexes and keys, and a table of its own for those that have none.
const asPgloader = `
  DO $$ DECLARE i record; BEGIN
    FOR i IN SELECT x.indexrelid::regclass AS name, c.relname, x.indrelid FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
      WHERE c.relnamespace::regnamespace::text LIKE 'e%' AND c.relname !~ '^idx_'
    LOOP EXECUTE format('ALTER INDEX %s RENAME TO %I', i.name, 'idx_' || i.indrelid || '_' || lower(i.relname)); END LOOP;
  END $$;
  DO $$ BEGIN
    FOR n IN 0..${examples.length - 1} LOOP
      EXECUTE format('CREATE TABLE e%s.of_pgloader (id bigint CONSTRAINT idx_%s_primary PRIMARY KEY)', n, 900000 + n);
    END LOOP;
  END $$;`;

describe("each class claims what its examples say", () => {
  let declared: Catalog;
  let live: Catalog;
  let moved: Catalog;
  beforeAll(async () => {
    declared = await readAll(examples.map((example) => example.declared));
    live = await readAll(examples.map((example) => example.live));
    moved = await readAll(
      examples.map((example) => example.live),
      asPgloader,
    );
  });

  test.each(examples.map((example, at) => ({ ...example, at })))(
    "$id, claimed $claimed: $declared → $live",
    async ({ id, at, claimed }) => {
      const comparison = await compare(slice(declared, at), slice(live, at));
      expect(comparison.drift, "the two sides must differ").not.toEqual([]);
      const classes = (await classesOf(comparison.drift, comparison)).map((each) => each?.id);
      expect(classes.includes(id), classes.join()).toBe(claimed);
      const told = await explain(comparison);
      for (const { because = "" } of told.filter(({ loss }) => loss === undefined))
        expect(because).not.toMatch(/pgloader|MySQL|MariaDB|SQLite/);
    },
  );

  test.each(losses)("$id: pgloader is named where its marks are", async ({ id, did = "", means, review }) => {
    const at = examples.findIndex((example) => example.id === id && example.claimed);
    const comparison = await compare(slice(declared, at), slice(moved, at));
    const told = (await explain(comparison)).find(({ loss }) => loss === id);
    expect(told?.because).toContain(means);
    expect(told?.because).toContain(did);
    expect(told?.review).toBe(review);
  });
});

test("ids are unique, and every symptom is asked for", () => {
  expect(new Set(losses.map(({ id }) => id)).size).toBe(losses.length);
  expect(new Set(losses.flatMap(({ match }) => match.symptoms))).toEqual(new Set(Object.keys(symptoms)));
});

test("a review says what to check", () => {
  const reviews = losses.filter(({ review }) => review);
  expect(reviews.filter(({ means }) => !/\. Check (?:whether|who|which) /.test(means)).map(({ id }) => id)).toEqual([]);
});

test("a class without a near miss is refused", () => {
  const example = { declared: "CREATE TABLE t (a int);", live: "CREATE TABLE t (b int);", claimed: true };
  const entry = { id: "x", match: { type: "missing" }, means: "it is gone." };
  expect(() => lossOf({ ...entry, examples: [example] }, 0)).toThrow(
    /loss x: field examples: must contain a near miss/,
  );
  expect(() => lossOf({ ...entry, examples: [{ ...example, claimed: false }] }, 0)).toThrow(/one with claimed: true/);
  expect(() => lossOf(entry, 0)).toThrow(/loss x: field examples: must be a list/);
  expect(lossOf({ ...entry, examples: [example, { ...example, claimed: false }] }, 0).id).toBe("x");
});

describe("pgloader's marks", () => {
  const declared =
    "CREATE TABLE t (a int NOT NULL, b int); CREATE INDEX i ON t (b); CREATE TABLE u (c int PRIMARY KEY);";
  const other = "CREATE TABLE u (c int PRIMARY KEY);";
  const cases: readonly (readonly [what: string, live: string, marked: boolean])[] = [
    [
      "an index with the table's oid in its name",
      "CREATE TABLE t (a int, b int); CREATE INDEX idx_16388_i ON t (b);",
      true,
    ],
    [
      "no index, beside a table that bears them",
      "CREATE TABLE t (a int, b int); CREATE TABLE v (c int CONSTRAINT idx_1_primary PRIMARY KEY);",
      true,
    ],
    [
      "an index that was made later, beside one of pgloader's",
      "CREATE TABLE t (a int, b int); CREATE INDEX idx_16388_i ON t (b); CREATE INDEX j ON t (a);",
      true,
    ],
    [
      "its trigger",
      `CREATE TABLE t (a int, b int); CREATE INDEX i ON t (b);
       CREATE FUNCTION on_update_current_timestamp_t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b = now(); RETURN NEW; END';
       CREATE TRIGGER on_update_current_timestamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION on_update_current_timestamp_t();`,
      true,
    ],
    ["none", "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (b);", false],
    ["the number of a year", "CREATE TABLE t (a int, b int); CREATE INDEX idx_2024_i ON t (b);", false],
    [
      "a number, beside a primary key without one",
      "CREATE TABLE t (a int, b int, id int PRIMARY KEY); CREATE INDEX idx_16388_i ON t (b);",
      false,
    ],
    [
      "two numbers on one table",
      "CREATE TABLE t (a int, b int); CREATE INDEX idx_16388_i ON t (b); CREATE INDEX idx_16389_j ON t (b);",
      false,
    ],
    [
      "one number on two tables",
      "CREATE TABLE t (a int, b int); CREATE INDEX idx_16388_i ON t (b); CREATE TABLE v (c int); CREATE INDEX idx_16388_k ON v (c);",
      false,
    ],
    [
      "a table of one's own among those of pgloader",
      "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (b); CREATE TABLE v (c int CONSTRAINT idx_16390_primary PRIMARY KEY);",
      false,
    ],
    ["an enum type named after its column", "CREATE TYPE t_b AS ENUM ('x'); CREATE TABLE t (a int, b t_b);", false],
  ];

  test.each(cases)("%s", async (_, live, marked) => {
    const [one, two] = [await readAll([declared]), await readAll([live + other])];
    const told = await explain(await compare(one, two));
    const column = told.find(
      ({ id, attribute }) => id === objectId("column", ["e0", "t", "a"]) && attribute === "notNull",
    );
    const means = "The live column accepts NULL. Code that reads it must handle NULL.";
    expect(column).toMatchObject({ because: marked ? expect.stringContaining("pgloader drops NOT NULL") : means });
    expect(column?.because).toContain(means);
    expect(column?.loss).toBe(marked ? "not-null-dropped" : undefined);
  });
});
