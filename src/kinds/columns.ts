// Columns of tables. Their order is compared too (as the order of those that both sides have).

import { memberId, type ObjectId, objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import type { Names } from "./names.ts";
import { flag, optionalText, type Row, text } from "./row.ts";
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
  query: (major) => `
    SELECT a.attrelid::text AS relation, c.relkind, a.attname AS name, a.attnum::int AS number,
      a.atttypid::text AS type_oid, a.attcollation::text AS collation_oid,
      a.atttypmod::text AS modifier, a.attnotnull AS not_null,
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
    if (row.relkind === "m" || !names.isOurs(text(row, "relation"))) return undefined;
    const table = names.relation(text(row, "relation"));
    const generated = optionalText(row, "generated");
    const expression = optionalText(row, "default");
    return {
      id: memberId("column", table, text(row, "name")),
      kind: "column",
      parent: table,
      ordinal: Number(row.number),
      ...uses(row, names),
      attributes: attributes({
        type: names.typeText(text(row, "type_oid"), text(row, "modifier")),
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

function uses(row: Row, names: Names): { uses?: ObjectId[] } {
  const type = names.type(text(row, "type_oid"));
  const sequence = names.sequenceOfDefault(optionalText(row, "default_oid"));
  const uses = [type, sequence].filter((id) => id !== undefined);
  return uses.length === 0 ? {} : { uses };
}
