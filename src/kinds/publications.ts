// Publications of logical replication, with the tables and schemas that they publish.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { flag, list, optionalText, text } from "./row.ts";
import { isNotFromExtension, joinComment } from "./scope.ts";
import { field } from "./statements.ts";

// A table's name alone stands for the whole table, as before PostgreSQL 15. A filter that is one column is printed without the
// parentheses that the statement needs.
const columnsAndFilter = `
        || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C") FROM pg_attribute a
          WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[])) || ')', '')
        || coalesce(' WHERE ' || regexp_replace(pg_get_expr(r.prqual, r.prrelid), '^(?!\\(.*\\)$)(.*)$', '(\\1)'), '')`;

const joinSchemas = `LEFT JOIN (
      SELECT m.pnpubid, array_agg(n.nspname::text) AS schemas
      FROM pg_publication_namespace m JOIN pg_namespace n ON n.oid = m.pnnspid GROUP BY 1
    ) s ON s.pnpubid = p.oid`;

export const publications: Kind = {
  name: "publication",
  summary: "A publication of logical replication.",
  beyondModels: true,
  madeBy: ["CreatePublicationStmt"],
  standalone: { path: field("pubname"), alter: "AlterPublicationStmt", objectType: "OBJECT_PUBLICATION" },
  global: true,
  heldIn: "pg_publication",
  attributes: {
    allTables: { is: "flag", summary: "`FOR ALL TABLES`" },
    tables: {
      is: "list",
      summary: "its tables, each with its columns and `WHERE` if limited to some",
      syntax: "published table",
      unordered: true,
    },
    schemas: { is: "list", summary: "the schemas whose tables it publishes", syntax: "schema", unordered: true },
    publish: { is: "list", summary: "`insert`, `update`, `delete`, `truncate`" },
    viaRoot: { is: "flag", summary: "changes of a partition are published as changes of the partitioned table" },
    generatedColumns: { summary: "`stored` if generated columns are also published" },
    owner,
    comment: { summary: "`COMMENT ON PUBLICATION`" },
  },
  query: (target) => `
    SELECT p.pubname AS name, p.puballtables AS all_tables, p.pubviaroot AS via_root,
      array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
        CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publish,
      t.tables, ${target.major >= 15 ? "s.schemas" : "NULL"} AS schemas,
      ${target.major >= 18 ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL"} AS generated_columns,
      ${ownerColumn(target, "p.pubowner")}, d.description AS comment
    FROM pg_publication p
    LEFT JOIN (
      SELECT r.prpubid, array_agg(r.prrelid::regclass::text ${target.major >= 15 ? columnsAndFilter : ""}) AS tables
      FROM pg_publication_rel r GROUP BY 1
    ) t ON t.prpubid = p.oid
    ${target.major >= 15 ? joinSchemas : ""} ${joinComment("pg_publication", "p.oid")}
    WHERE ${isNotFromExtension("pg_publication", "p.oid")}`,
  read: (row) => ({
    id: objectId("publication", [text(row, "name")]),
    kind: "publication",
    attributes: attributes({
      allTables: flag(row, "all_tables"),
      tables: list(row, "tables").toSorted(),
      schemas: list(row, "schemas").toSorted(),
      publish: list(row, "publish"),
      viaRoot: flag(row, "via_root"),
      generatedColumns: optionalText(row, "generated_columns"),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
