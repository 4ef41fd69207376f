// Which tables and foreign keys a report carries for its picture, and that what the bounds leave out is counted.

import { expect, test } from "vitest";
import type { Drift } from "../../../src/catalog/drift.ts";
import { memberId, objectId } from "../../../src/catalog/object-id.ts";
import { affectedBy } from "../../../src/compare/affected.ts";
import { catalogOf, largeComparison } from "./large.ts";

const tableOf = (name: string) => objectId("table", ["public", name]);
const unchanged = catalogOf(100, (_, attributes) => attributes);
const sides = { declared: unchanged, live: unchanged };

const changed = (table: string, column: string): Drift => ({
  type: "changed",
  id: memberId("column", tableOf(table), column),
  ...{ attribute: "type", declared: "integer", live: "text" },
});

test("a table that drifts comes with the tables that foreign keys join with it, and with these keys alone", () => {
  // Table 50 refers to 16 and 10; nothing refers to it.
  const affected = affectedBy([changed("products_50", "integer_6")], { declared: unchanged, live: unchanged });
  expect(affected?.tables).toEqual([
    { id: tableOf("products_50"), on: "both", drifts: 1 },
    { id: tableOf("customers_10"), on: "both", drifts: 0 },
    { id: tableOf("reviews_16"), on: "both", drifts: 0 },
  ]);
  expect(affected?.foreignKeys.map(({ references, on }) => [references, on])).toEqual([
    [tableOf("customers_10"), "both"],
    [tableOf("reviews_16"), "both"],
  ]);
  expect(affected?.leftOut).toBeUndefined();
});

test("a foreign key that one side lacks is that side's, whatever it is called on the other", () => {
  const id = memberId("constraint", tableOf("products_50"), "fk_50_16");
  const key = unchanged.objects.get(id);
  const without = new Map(unchanged.objects);
  without.delete(id);
  const missing = affectedBy([{ type: "missing", id, declared: {}, live: null }], {
    ...sides,
    live: { ...unchanged, objects: without },
  });
  expect(missing?.foreignKeys[0]).toMatchObject({ id, on: "declared" });
  const renamedId = memberId("constraint", tableOf("products_50"), "renamed");
  if (key !== undefined) without.set(renamedId, { ...key, id: renamedId });
  const renamed = affectedBy([changed("products_50", "id")], { ...sides, live: { ...unchanged, objects: without } });
  expect(renamed?.foreignKeys.map(({ on }) => on)).toEqual(["both", "both"]);
});

test("nothing is drawn of what is in no table", () => {
  expect(
    affectedBy([{ type: "missing", id: objectId("view", ["public", "v"]), declared: {}, live: null }], sides),
  ).toBeUndefined();
});

test("the tables with the most drift and their neighbours are bounded, and the others counted", async () => {
  const comparison = await largeComparison(100, 300);
  const drift = comparison.drift.filter(({ id }) => Number(/_(\d+)\./.exec(id)?.[1]) < 45);
  const { tables = [], foreignKeys = [], leftOut } = affectedBy(drift, comparison) ?? {};
  const drifted = tables.filter(({ drifts }) => drifts > 0);
  expect([tables.length, drifted.length]).toEqual([40, 30]);
  expect([leftOut?.drifted, leftOut?.otherDrifts]).toEqual([15, 0]);
  expect(leftOut?.neighbours).toBeGreaterThan(0);
  const shown = new Set(tables.map(({ id }) => id));
  expect(foreignKeys.length).toBeGreaterThan(10);
  expect(foreignKeys.filter(({ table, references }) => !shown.has(table) || !shown.has(references))).toEqual([]);
});
