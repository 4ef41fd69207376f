// Tables: in place or not at all. None is ever made again, as its rows would be lost.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { type Alter, type Alterer, refuse, run } from "./alter.ts";
import { accessOf, commentOn, renamed } from "./common.ts";
import { inherits, partitionBound, partitionOf } from "./inheritance.ts";
import { isSet, listOf, setAndReset, textOf } from "./values.ts";

const head = ({ id }: CatalogObject) => `ALTER TABLE ${nameInSql(id)}`;

const replicaIdentity: Alter = ({ to }) => {
  const wanted = textOf(to, "replicaIdentity") ?? "DEFAULT";
  const index = wanted.startsWith("INDEX ") ? `USING INDEX ${identifier(wanted.slice("INDEX ".length))}` : wanted;
  return wanted === "INDEX (dropped)"
    ? { reason: "the index that identifies its rows is gone; no statement says so" }
    : [{ sql: `${head(to)} REPLICA IDENTITY ${index}` }];
};

const again = "PostgreSQL makes no table a partitioned one, nor changes the key: make another table, and copy the rows";

export const columnOrder = refuse("PostgreSQL adds a column at the end of its table, and moves none");

export const table: Alterer = {
  kind: "table",
  rename: renamed("TABLE"),
  attributes: {
    persistence: run((to) => `${head(to)} SET ${textOf(to, "persistence") ?? "LOGGED"}`),
    partitionKey: refuse(
      again,
      ({ to }) =>
        `CREATE TABLE … (LIKE ${nameInSql(to.id)} INCLUDING ALL)${to.attributes.partitionKey === undefined ? "" : ` PARTITION BY ${textOf(to, "partitionKey")}`}`,
    ),
    partitionOf,
    partitionBound,
    inherits,
    ofType: run((to) => `${head(to)} ${to.attributes.ofType === undefined ? "NOT OF" : `OF ${textOf(to, "ofType")}`}`),
    rowSecurity: run((to) => `${head(to)} ${isSet(to, "rowSecurity") ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY`),
    forceRowSecurity: run(
      (to) => `${head(to)} ${isSet(to, "forceRowSecurity") ? "FORCE" : "NO FORCE"} ROW LEVEL SECURITY`,
    ),
    replicaIdentity,
    accessMethod: (change, { major }) =>
      major < 15
        ? { reason: "PostgreSQL before 15 changes no table's access method" }
        : [{ sql: `${head(change.to)} SET ACCESS METHOD ${identifier(textOf(change.to, "accessMethod") ?? "heap")}` }],
    options: ({ from, to }) =>
      setAndReset(head(to), listOf(from, "options"), listOf(to, "options")).map((sql) => ({ sql })),
    tablespace: run((to) => `${head(to)} SET TABLESPACE ${identifier(textOf(to, "tablespace") ?? "pg_default")}`),
    ...accessOf("TABLE"),
    comment: commentOn("TABLE"),
    columnOrder,
  },
};
