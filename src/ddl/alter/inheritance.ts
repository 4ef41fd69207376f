// Where a table stands among others: its partitioned table and its parents.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { parentsChecks } from "../parents-checks.ts";
import type { Alter } from "./alter.ts";
import { listOf, textOf } from "./values.ts";

const detach = (from: CatalogObject) => ({
  sql: `ALTER TABLE ${textOf(from, "partitionOf")} DETACH PARTITION ${nameInSql(from.id)}`,
});

const attach = (to: CatalogObject) => ({
  sql: `ALTER TABLE ${textOf(to, "partitionOf")} ATTACH PARTITION ${nameInSql(to.id)} ${textOf(to, "partitionBound")}`,
  scans: true,
  fails: { what: "A row that its bound does not take makes it fail." },
});

export const partitionOf: Alter = ({ from, to }, { from: catalog }) => [
  ...(from.attributes.partitionOf === undefined ? [] : [{ ...detach(from), ...renamedTo(to, from) }]),
  ...(to.attributes.partitionOf === undefined ? [] : [...checksFor(to, from, catalog), attach(to)]),
];

/** What it had from its partitioned table it keeps when it is detached. */
const checksFor = (to: CatalogObject, from: CatalogObject, catalog: Catalog) =>
  from.attributes.partitionOf === undefined ? parentsChecks(to, catalog, (id) => catalog.objects.has(id)) : [];

const renamedTo = (to: CatalogObject, from: CatalogObject) => detach({ ...from, id: to.id });

export const partitionBound: Alter = (change, context) =>
  change.from.attributes.partitionOf === change.to.attributes.partitionOf ? partitionOf(change, context) : [];

export const inherits: Alter = ({ from, to }) => {
  const [before, after] = [listOf(from, "inherits"), listOf(to, "inherits")];
  const table = `ALTER TABLE ${nameInSql(to.id)}`;
  return [
    ...before.filter((parent) => !after.includes(parent)).map((parent) => ({ sql: `${table} NO INHERIT ${parent}` })),
    ...after.filter((parent) => !before.includes(parent)).map((parent) => ({ sql: `${table} INHERIT ${parent}` })),
  ];
};
