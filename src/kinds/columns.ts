// Columns of tables. Their order is compared too (as the order of those that both sides have).

import { memberId, type ObjectId, objectId } from "../catalog/object-id.ts";
import { foreignOptions, optionsList } from "./foreign-options.ts";
import { givenOptions } from "./given-options.ts";
import { attributes, type Kind } from "./kind.ts";
import { grantedOnColumn, privileges } from "./privileges.ts";
import { flag, list, optionalText, text } from "./row.ts";
import { isUserSchema, joinComment } from "./scope.ts";
import { comparableType, modifiedType } from "./structure/words.ts";

// PostgreSQL 18 keeps NOT NULL as a constraint. The name that it gives one by itself says nothing.
const ofNotNull = `NOT nn.convalidated AS not_null_not_valid, nn.connoinherit AS not_null_no_inherit,
      CASE WHEN nn.conislocal THEN NULLIF(nn.conname, c.relname || '_' || a.attname || '_not_null') END AS not_null_name,
      nnd.description AS not_null_comment`;
const joinNotNull = `LEFT JOIN pg_constraint nn ON nn.conrelid = a.attrelid AND nn.conkey[1] = a.attnum AND nn.contype = 'n'
    LEFT JOIN pg_description nnd ON nnd.objoid = nn.oid AND nnd.classoid = 'pg_constraint'::regclass`;

// From 17 on a partition's column has its parent's identity, whatever DDL made it; before, it had one only by itself. The
// parent's tells of both; one of its own has a sequence of its own.
const hasOwnIdentity = `a.attidentity <> '' AND (NOT c.relispartition OR EXISTS (
        SELECT FROM pg_depend s WHERE s.refclassid = 'pg_class'::regclass AND s.refobjid = a.attrelid AND s.refobjsubid = a.attnum
          AND s.classid = 'pg_class'::regclass AND s.deptype = 'i'))`;

export const columns: Kind = {
  name: "column",
  summary: "A column of a table or foreign table.",
  madeBy: ["ColumnDef"],
  ordered: true,
  attributes: {
    type: { summary: "type with its modifier, such as `character varying(255)`", syntax: "type" },
    notNull: { is: "flag", summary: "`NOT NULL`" },
    notNullNotValid: { is: "flag", summary: "its `NOT NULL` is `NOT VALID`: older rows may violate it" },
    default: { summary: "default expression", syntax: "expression", into: "type" },
    identity: {
      summary: "`ALWAYS` or `BY DEFAULT` of an identity column; of a partition only its own, not its parent's",
    },
    generated: { summary: "`STORED` or `VIRTUAL` of a generated column" },
    expression: { summary: "expression of a generated column", syntax: "expression", into: "type" },
    collation: { summary: "collation, if not the type's own", syntax: "relation", beyondModels: true },
    inherited: { is: "flag", summary: "defined only by a parent table" },
    storage: { summary: "`PLAIN`, `MAIN`, `EXTERNAL` or `EXTENDED`, if not the type's own", beyondModels: true },
    compression: { summary: "`pglz` or `lz4`, if set", beyondModels: true },
    statistics: { summary: "statistics target", beyondModels: true },
    options: { is: "list", summary: "`n_distinct` and `n_distinct_inherited`" },
    foreignOptions,
    notNullName: { summary: "name of its `NOT NULL`, if set", since: 18, beyondModels: true },
    notNullNoInherit: { is: "flag", summary: "its `NOT NULL` is `NO INHERIT`" },
    notNullComment: { summary: "`COMMENT ON CONSTRAINT` of its `NOT NULL`", since: 18, beyondModels: true },
    privileges,
    comment: { summary: "`COMMENT ON COLUMN`", beyondModels: true },
  },
  query: (target) => `
    SELECT a.attrelid::text AS relation, a.attname AS name, a.attnum::text AS number,
      a.atttypid || ' ' || a.atttypmod AS type, NULLIF(NULLIF(a.attcollation, 0), 100)::text AS collation_oid,
      a.attnotnull AS not_null,
      ${target.major >= 18 ? ofNotNull : "false AS not_null_not_valid"},
      CASE WHEN ${hasOwnIdentity} THEN CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END END AS identity,
      CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
      pg_get_expr(ad.adbin, CASE WHEN a.attgenerated <> '' THEN ad.adrelid ELSE 0 END) AS default,
      CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation,
      CASE WHEN NOT a.attislocal AND NOT c.relispartition THEN true END AS inherited,
      CASE WHEN a.attstorage <> t.typstorage THEN
        CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'm' THEN 'MAIN' WHEN 'e' THEN 'EXTERNAL' ELSE 'EXTENDED' END END AS storage,
      CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
      NULLIF(a.attstattarget, -1)::text AS statistics, ${givenOptions("a.attoptions")} AS options,
      ${optionsList("a.attfdwoptions", "table")} AS foreign_options,
      ${target.privileges ? grantedOnColumn("c.relowner", "a.attacl") : "NULL"} AS privileges,
      d.description AS comment, ad.oid::text AS default_oid
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
    ${target.major >= 18 ? joinNotNull : ""}
    ${joinComment("pg_class", "a.attrelid", "a.attnum")}
    WHERE c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND ${isUserSchema("n")}`,
  read: (row, names) => {
    // An extension's columns, and a materialized view's (which follow from its query), are read only for their names in keys.
    const relation = text(row, "relation");
    if (!names.isOurTable(relation)) return undefined;
    const table = names.relation(relation);
    const type = names.columnType(text(row, "type"));
    const generated = optionalText(row, "generated");
    const expression = optionalText(row, "default");
    return {
      id: memberId("column", table, text(row, "name")),
      kind: "column",
      parent: table,
      ordinal: Number(row.number),
      ...uses(names.type(type.oid), names.sequenceOfDefault(optionalText(row, "default_oid"))),
      attributes: attributes({
        type: type.text,
        notNull: flag(row, "not_null"),
        notNullNotValid: flag(row, "not_null_not_valid"),
        default: generated === null ? expression : null,
        identity: optionalText(row, "identity"),
        generated,
        expression: generated === null ? null : expression,
        collation: optionalText(row, "collation"),
        inherited: flag(row, "inherited"),
        storage: optionalText(row, "storage"),
        compression: optionalText(row, "compression"),
        statistics: optionalText(row, "statistics"),
        options: list(row, "options"),
        foreignOptions: list(row, "foreign_options"),
        notNullName: optionalText(row, "not_null_name"),
        notNullNoInherit: flag(row, "not_null_no_inherit"),
        notNullComment: optionalText(row, "not_null_comment"),
        privileges: list(row, "privileges"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
  // Pg-structure knows neither identity nor collations, nor whether a generated column is stored.
  structure: {
    read: (db) =>
      db.tables.flatMap(({ schema, name, columns }) =>
        columns.map((column) => ({
          id: objectId("column", [schema.name, name, column.name]),
          attributes: {
            position: column.attributeNumber,
            type: comparableType(modifiedType(db, column)),
            notNull: column.notNull,
            default: column.isGenerated ? null : column.defaultWithTypeCast,
            generated: column.isGenerated,
            expression: column.isGenerated ? column.defaultWithTypeCast : null,
            comment: column.comment ?? null,
          },
        })),
      ),
    comparable: ({ ordinal, attributes: own }) => ({
      position: ordinal,
      type: comparableType(String(own.type)),
      generated: own.generated !== undefined,
    }),
  },
};

function uses(type: ObjectId | undefined, sequence: ObjectId | undefined): { uses?: ObjectId[] } {
  if (type === undefined && sequence === undefined) return {};
  return { uses: [type, sequence].filter((id) => id !== undefined) };
}
