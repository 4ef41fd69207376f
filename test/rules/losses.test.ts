// What pgloader loses is told of each drift, and never sets one aside: every example of losses.yaml, and what it must not say.

import { describe, expect, test } from "vitest";
import type { Drift } from "../../src/catalog/drift.ts";
import { compare } from "../../src/check.ts";
import { loadLosses } from "../../src/rules/losses/load.ts";
import { explainLosses } from "../../src/rules/losses/losses.ts";
import { symptoms } from "../../src/rules/losses/symptoms.ts";
import { useEmbedded } from "../support/pglite.ts";

const read = useEmbedded();
const losses = await loadLosses();

async function explained(declared: string, live: string): Promise<readonly Drift[]> {
  const comparison = await compare(await read(declared), await read(live));
  const told = await explainLosses(comparison.drift, comparison);
  expect(told.map(({ loss: _l, because: _b, review: _r, ...drift }) => drift)).toEqual(comparison.drift);
  return told;
}

test.each(losses)("$id", async ({ id, example, review, means }) => {
  const told = (await explained(example.declared, example.live)).find(({ loss }) => loss === id);
  expect(told?.because?.toLowerCase()).toContain(means.toLowerCase());
  expect(told?.review).toBe(review);
});

test("ids are unique, and every symptom is asked for", () => {
  expect(new Set(losses.map(({ id }) => id)).size).toBe(losses.length);
  expect(new Set(losses.flatMap(({ match: { symptom } }) => symptom ?? []))).toEqual(new Set(Object.keys(symptoms)));
});

test("a review says what is known and what is not", () => {
  const reviews = losses.filter(({ review }) => review);
  expect(reviews.filter(({ means }) => !/^known: .+; not known: /.test(means)).map(({ id }) => id)).toEqual([]);
});

describe("what pgloader did", () => {
  const declared = "CREATE TABLE t (a int NOT NULL, b int); CREATE INDEX i ON t (b);";

  test("is said of a database that bears its marks", async () => {
    const told = await explained(declared, "CREATE TABLE t (a int, b int); CREATE INDEX idx_16388_i ON t (b);");
    expect(told.map(({ because }) => because).join()).toContain("pgloader keeps no NOT NULL from SQLite");
  });

  test("is not said of another", async () => {
    const told = await explained(declared, "CREATE TABLE t (a int, b int); CREATE INDEX i ON t (b);");
    expect(told.map(({ because }) => because)).toEqual([
      "The live column takes NULL, and code that reads it must expect NULL.",
    ]);
  });
});

// The near misses: another class, or none.
const others: readonly (readonly [what: string, declared: string, live: string, loss: string | undefined])[] = [
  [
    "a default that changed",
    "CREATE TABLE t (a int DEFAULT 1);",
    "CREATE TABLE t (a int DEFAULT 2);",
    "default-differs",
  ],
  ["a length that shrank", "CREATE TABLE t (s varchar(80));", "CREATE TABLE t (s varchar(30));", "size-differs"],
  ["text without a length", "CREATE TABLE t (s varchar);", "CREATE TABLE t (s text);", "typed-as-text"],
  ["a column of another name", "CREATE TABLE t (a int, key int);", "CREATE TABLE t (a int, kei int);", "column-lost"],
  [
    "a unique index by hand",
    "CREATE TABLE t (a int PRIMARY KEY);",
    "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX by_hand ON t (a);",
    "unique-index-extra",
  ],
  [
    "a trigger of one's own",
    "CREATE TABLE t (a int);",
    "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();",
    undefined,
  ],
];

test.each(others)("%s is of its own class", async (_, declared, live, loss) => {
  const told = await explained(declared, live);
  if (loss === undefined) expect(told.flatMap(({ loss: found }) => found ?? [])).toEqual([]);
  else expect(told.map(({ loss: found }) => found)).toContain(loss);
});
