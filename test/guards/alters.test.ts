// Every attribute of every kind is altered in place, made again with its object, or refused with a reason: none is forgotten.

import { expect, test } from "vitest";
import type { CatalogObject } from "../../src/catalog/catalog.ts";
import { type ObjectId, objectId } from "../../src/catalog/object-id.ts";
import { altererOf, alterers } from "../../src/ddl/alter/registry.ts";
import { ddl } from "../../src/ddl/registry.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { loadParser } from "../../src/sql/parse.ts";

await loadParser();

test("each kind has one alterer, and each can be written", () => {
  const names = kinds.map(({ name }) => name).sort();
  expect(alterers.map(({ kind }) => kind).sort()).toEqual(names);
  expect(names.filter((name) => !ddl.some(({ kind }) => kind === name))).toEqual([]);
});

test.each(kinds.map(({ name, attributes }) => ({ name, attributes })))(
  "each attribute of a $name is altered, made again or refused",
  ({ name, attributes }) => {
    expect(Object.keys(altererOf(name)?.attributes ?? {}).sort()).toEqual(Object.keys(attributes).sort());
  },
);

/** Those that their arguments, types or access method tell apart. */
const signed = new Set(["function", "operator", "operator class", "operator family", "cast", "transform"]);

/** What no such object is without. */
const always = new Set(["sequence increment", "view body", "function cost", "range multirange"]);

/** An object with one attribute set, and the same with nothing. */
function sidesOf(kind: string, attribute: string, is: "flag" | "list" | undefined): [CatalogObject, CatalogObject] {
  const table = objectId("table", ["public", "t"]) as ObjectId;
  const id = objectId(kind, ["public", "t", "x"], signed.has(kind) ? "integer" : undefined);
  const value = is === "flag" ? true : is === "list" ? ["a=b"] : "x";
  const bare = { type: "integer", partitionBound: "FOR VALUES IN (1)" };
  const object = { id, kind, parent: table, attributes: { ...bare, [attribute]: value } };
  return [object, { ...object, attributes: always.has(`${kind} ${attribute}`) ? { ...bare, [attribute]: "y" } : bare }];
}

const cases = kinds.flatMap(({ name, attributes }) =>
  Object.entries(attributes).map(([attribute, { is }]) => ({ name, attribute, is })),
);

test.each(cases)("$name $attribute: says what it does both ways, in whole sentences", ({ name, attribute, is }) => {
  const [set, unset] = sidesOf(name, attribute, is);
  const catalog = { server: "18.1", objects: new Map(), notCompared: [] };
  const context = { from: catalog, to: catalog, major: 18, inUse: true };
  for (const [from, to] of [
    [set, unset],
    [unset, set],
  ] as const) {
    const answer = altererOf(name)?.attributes[attribute]?.({ from, to, attribute }, context);
    expect(answer).toBeDefined();
    if (typeof answer === "object" && "reason" in answer) expect(answer.reason.length).toBeGreaterThan(10);
    if (Array.isArray(answer)) for (const { sql } of answer) expect(sql).not.toMatch(/undefined|;$/);
  }
});
