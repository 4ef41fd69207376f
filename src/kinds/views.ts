// Views and materialized views. A view's column types follow from what it selects and are not compared again.

import type { CatalogObject } from "../catalog/catalog.ts";
import { objectId } from "../catalog/object-id.ts";
import { givenOptions } from "./given-options.ts";
import { attributes, type Kind, type Target } from "./kind.ts";
import { accessColumns, accessOf, grantedOnColumn, owner, privileges } from "./privileges.ts";
import { list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment, plainName, tablespaceOf } from "./scope.ts";
import { joinToast, storageOptions } from "./storage.ts";
import type { Structure, StructureColumn, StructureMaterializedView } from "./structure/structure.ts";
import { leadingName } from "./structure/words.ts";

const columnsWith = (told: string) => `(
        SELECT array_agg(${plainName("a.attname")} || ' ' || ${told} ORDER BY a.attnum) FILTER (WHERE ${told} IS NOT NULL)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0)`;

// Of a materialized view's column, each only where it was chosen.
const settings = `NULLIF(concat_ws(' ',
        'STORAGE ' || CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END,
        'COMPRESSION ' || NULLIF(a.attcompression::text, ''), 'STATISTICS ' || NULLIF(a.attstattarget, -1),
        '(' || array_to_string(${givenOptions("a.attoptions")}, ', ') || ')'), '')`;

const query = (relkind: string, target: Target) => `
    SELECT n.nspname AS schema, c.relname AS name, pg_get_viewdef(c.oid) AS body, ${givenOptions("c.reloptions")} AS options, ${relkind === "m" ? "toast.options" : "NULL"} AS toast_options,
      (SELECT array_agg(${plainName("a.attname")} || ' ' || pg_get_expr(ad.adbin, ad.adrelid) ORDER BY a.attnum)
        FROM pg_attrdef ad JOIN pg_attribute a ON a.attrelid = ad.adrelid AND a.attnum = ad.adnum
        WHERE ad.adrelid = c.oid) AS defaults,
      (SELECT array_agg(${plainName("a.attname")} || ' ' || cd.description ORDER BY a.attnum)
        FROM pg_description cd JOIN pg_attribute a ON a.attrelid = cd.objoid AND a.attnum = cd.objsubid
        WHERE cd.classoid = 'pg_class'::regclass AND cd.objoid = c.oid AND cd.objsubid > 0) AS column_comments,
      ${relkind === "m" ? columnsWith(settings) : "NULL"} AS column_settings,
      ${tablespaceOf("c")} AS tablespace, NULLIF(am.amname, 'heap') AS access_method,
      ${accessColumns(target, "c.relowner", "c.relacl", "r")},
      ${target.privileges ? columnsWith(`array_to_string(${grantedOnColumn("c.relowner", "a.attacl")}, '; ')`) : "NULL"} AS column_privileges,
      d.description AS comment
    FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam ${relkind === "m" ? joinToast("c") : ""} JOIN pg_namespace n ON n.oid = c.relnamespace ${joinComment("pg_class", "c.oid")}
    WHERE c.relkind = '${relkind}' AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`;

const read =
  (kind: string) =>
  (row: Row): CatalogObject => ({
    id: objectId(kind, [text(row, "schema"), text(row, "name")]),
    kind,
    attributes: attributes({
      body: text(row, "body").trim(),
      options: storageOptions(row),
      defaults: list(row, "defaults"),
      columnSettings: list(row, "column_settings"),
      tablespace: optionalText(row, "tablespace"),
      accessMethod: optionalText(row, "access_method"),
      ...accessOf(row),
      columnPrivileges: list(row, "column_privileges"),
      columnComments: list(row, "column_comments"),
      comment: optionalText(row, "comment"),
    }),
  });

// Pg-structure knows neither the query nor the options of a view, and calls a column by its bare name.
const structure = (kind: string, of: (db: Structure) => readonly Omit<StructureMaterializedView, "indexes">[]) => ({
  read: (db: Structure) =>
    of(db).map(({ schema, name, comment, columns }) => ({
      id: objectId(kind, [schema.name, name]),
      attributes: {
        comment: comment ?? null,
        defaults: withColumn(columns, ({ defaultWithTypeCast }) => defaultWithTypeCast),
        columnComments: withColumn(columns, (column) => column.comment),
      },
    })),
  comparable: ({ attributes: own }: CatalogObject) => ({
    defaults: list(own, "defaults").map(withBareName),
    columnComments: list(own, "columnComments").map(withBareName),
  }),
});

const withColumn = (
  columns: readonly StructureColumn[],
  told: (column: StructureColumn) => string | null | undefined,
) => columns.flatMap((column) => (told(column) == null ? [] : [`${column.name} ${told(column)}`]));

function withBareName(told: string): string {
  const { name, rest } = leadingName(told);
  return `${name} ${rest}`;
}

const viewAttributes: Kind["attributes"] = {
  body: { summary: "the query, as PostgreSQL prints it", syntax: "query" },
  options: { is: "list", summary: "`security_invoker`, `security_barrier`, `check_option`, storage parameters" },
  defaults: { is: "list", summary: "defaults of its columns", syntax: "fragment" },
  owner,
  privileges,
  columnPrivileges: { ...privileges, summary: "the grants on its columns" },
  columnComments: { is: "list", summary: "`COMMENT ON COLUMN` of its columns" },
  comment: { summary: "`COMMENT ON`" },
};

export const views: Kind = {
  name: "view",
  summary: "A view.",
  relation: "view",
  sharesNames: "relation",
  madeBy: ["ViewStmt"],
  attributes: viewAttributes,
  query: (target) => query("v", target),
  read: read("view"),
  structure: structure("view", (db) => db.views),
};

export const materializedViews: Kind = {
  name: "materialized view",
  summary: "A materialized view; its indexes are separate objects.",
  relation: "view",
  sharesNames: "relation",
  madeBy: ["CreateTableAsStmt"],
  attributes: {
    ...viewAttributes,
    accessMethod: { summary: "table access method, if not `heap`" },
    tablespace: { summary: "tablespace, if not the database's default" },
    columnSettings: {
      is: "list",
      summary: "storage, compression, statistics target and options of its columns, if set",
    },
  },
  query: (target) => query("m", target),
  read: read("materialized view"),
  structure: structure("materialized view", (db) => db.materializedViews),
};
