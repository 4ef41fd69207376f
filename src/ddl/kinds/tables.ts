// Tables, partitioned tables and partitions, with their columns.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { flag, list, optionalText } from "../../kinds/row.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { accessTo } from "../access.ts";
import { commentOn } from "../comment.ts";
import { storageParameters } from "../options.ts";
import { namedIn } from "../references.ts";
import { replicaIdentity } from "../replica-identity.ts";
import type { Context, KindDdl, Statement } from "../statement.ts";
import { completeColumns, createTable } from "../tables.ts";

export const tables: KindDdl = {
  kind: "table",
  phase: "tables",
  create: (object, context) => [
    ...createTable(object, context, frameOf(object, context)),
    ...completeColumns(object, context, [...rowSecurity(object), ...about(object)]),
    ...replicaIdentity(object, context),
  ],
  drop: ({ id }) => [{ sql: `DROP TABLE ${nameInSql(id)}`, drops: [id] }],
};

function frameOf({ attributes }: CatalogObject, context: Context) {
  const key = optionalText(attributes, "partitionKey");
  const [method, tablespace] = [optionalText(attributes, "accessMethod"), optionalText(attributes, "tablespace")];
  const options = list(attributes, "options");
  const end = [
    key === null ? "" : `\nPARTITION BY ${key}`,
    method === null ? "" : `\nUSING ${identifier(method)}`,
    options.length === 0 ? "" : `\nWITH (${storageParameters(options)})`,
    tablespace === null ? "" : `\nTABLESPACE ${identifier(tablespace)}`,
  ];
  const create = attributes.persistence === undefined ? "CREATE TABLE" : "CREATE UNLOGGED TABLE";
  return { create, end: end.join(""), needs: namedIn(context, key) };
}

function rowSecurity({ id, attributes }: CatalogObject): Statement[] {
  const alter = `ALTER TABLE ${nameInSql(id)}`;
  return [
    ...(flag(attributes, "rowSecurity") ? [{ sql: `${alter} ENABLE ROW LEVEL SECURITY` }] : []),
    ...(flag(attributes, "forceRowSecurity") ? [{ sql: `${alter} FORCE ROW LEVEL SECURITY` }] : []),
  ];
}

function about({ id, attributes }: CatalogObject): Statement[] {
  const what = `TABLE ${nameInSql(id)}`;
  return [...accessTo({ altered: what }, attributes), ...commentOn(what, attributes.comment)];
}
