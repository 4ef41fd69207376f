// Tables, partitioned tables and partitions. What a table holds are objects of their own.

import { objectId } from "../catalog/object-id.ts";
import { givenOptions } from "./given-options.ts";
import { inheritance, inheritanceColumns, inheritanceOf } from "./inheritance.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment, tablespaceOf } from "./scope.ts";
import { joinToast, storageOptions } from "./storage.ts";

export const tables: Kind = {
  name: "table",
  summary: "A table, a partitioned table or a partition.",
  madeBy: ["CreateStmt"],
  relation: "table",
  sharesNames: "relation",
  attributes: {
    persistence: { summary: "`UNLOGGED`, or nothing", beyondModels: true },
    partitionKey: { summary: "`PARTITION BY …` of a partitioned table", syntax: "partition key", beyondModels: true },
    ...inheritance,
    ofType: { summary: "the composite type of a typed table", syntax: "type", beyondModels: true },
    rowSecurity: { is: "flag", summary: "row level security is enabled" },
    forceRowSecurity: { is: "flag", summary: "row level security also applies to the owner" },
    replicaIdentity: { summary: "`FULL`, `NOTHING` or `INDEX …`; nothing for the primary key", beyondModels: true },
    accessMethod: {
      summary: "table access method, if not `heap`; for a partitioned table always that of its partitions",
      beyondModels: true,
    },
    options: { is: "list", summary: "storage parameters, including those of its TOAST table" },
    tablespace: { summary: "tablespace, if not the database's default", beyondModels: true },
    owner,
    privileges,
    comment: { summary: "`COMMENT ON TABLE`", beyondModels: true },
    columnOrder: { summary: "order of the columns that both sides have" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.relname AS name,
      CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence,
      CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
      ${inheritanceColumns("c")},
      CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
      c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
      CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN 'INDEX ' || coalesce((
        SELECT ic.relname FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisreplident), '(dropped)') END AS replica_identity,
      p.parents, CASE WHEN c.relkind = 'p' OR am.amname <> 'heap' THEN am.amname END AS access_method, ${givenOptions("c.reloptions")} AS options, toast.options AS toast_options,
      ${tablespaceOf("c")} AS tablespace, ${accessColumns(target, "c.relowner", "c.relacl", "r")}, d.description AS comment
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN (
      SELECT inhrelid, array_agg(inhparent::regclass::text ORDER BY inhseqno) AS parents FROM pg_inherits GROUP BY 1
    ) p ON p.inhrelid = c.oid
    LEFT JOIN pg_am am ON am.oid = c.relam
    ${joinToast("c")}
    ${joinComment("pg_class", "c.oid")}
    WHERE c.relkind IN ('r', 'p') AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`,
  read: (row) => ({
    id: objectId("table", [text(row, "schema"), text(row, "name")]),
    kind: "table",
    attributes: attributes({
      persistence: optionalText(row, "persistence"),
      partitionKey: optionalText(row, "partition_key"),
      ...inheritanceOf(row),
      ofType: optionalText(row, "of_type"),
      rowSecurity: flag(row, "row_security"),
      forceRowSecurity: flag(row, "force_row_security"),
      replicaIdentity: optionalText(row, "replica_identity"),
      accessMethod: optionalText(row, "access_method"),
      options: storageOptions(row),
      tablespace: optionalText(row, "tablespace"),
      ...accessOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
  // Pg-structure knows neither partitions nor inheritance nor storage.
  structure: {
    read: (db) =>
      db.tables.map(({ schema, name, comment }) => ({
        id: objectId("table", [schema.name, name]),
        attributes: { comment: comment ?? null },
      })),
  },
};
