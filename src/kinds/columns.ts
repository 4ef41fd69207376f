// Columns of tables. Their order is compared too (as the order of those that both sides have).

import { memberId, type ObjectId, objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { flag, optionalText, text } from "./row.ts";
import { isUserSchema, joinComment } from "./scope.ts";
import { comparableType, modifiedType } from "./structure-words.ts";

export const columns: Kind = {
  name: "column",
  summary: "A column of a table.",
  ordered: true,
  attributes: {
    type: { summary: "type with its modifier, as `character varying(255)`", syntax: "type" },
    notNull: { summary: "`NOT NULL`" },
    notNullNotValid: { summary: "its `NOT NULL` is `NOT VALID`: rows that were there may violate it" },
    default: { summary: "default expression", syntax: "expression" },
    identity: { summary: "`ALWAYS` or `BY DEFAULT` of an identity column" },
    generated: { summary: "`STORED` or `VIRTUAL` of a generated column" },
    expression: { summary: "expression of a generated column", syntax: "expression" },
    collation: { summary: "collation, where it is not the type's own", syntax: "relation" },
    comment: { summary: "`COMMENT ON COLUMN`" },
  },
  query: ({ major }) => `
    SELECT a.attrelid::text AS relation, a.attname AS name, a.attnum::text AS number,
      a.atttypid || ' ' || a.atttypmod AS type, NULLIF(NULLIF(a.attcollation, 0), 100)::text AS collation_oid,
      a.attnotnull AS not_null,
      ${major >= 18 ? "EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND NOT k.convalidated AND k.conkey = ARRAY[a.attnum])" : "false"} AS not_null_not_valid,
      CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
      CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
      pg_get_expr(ad.adbin, ad.adrelid) AS default,
      CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation,
      d.description AS comment, ad.oid::text AS default_oid
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
    ${joinComment("pg_class", "a.attrelid", "a.attnum")}
    WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND ${isUserSchema("n")}`,
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
