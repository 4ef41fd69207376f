// Columns of tables. Their order is compared too (as the order of those that both sides have).

import { objectId } from "../catalog/object-id.ts";
import { attributes, flag, type Kind, optionalText, type Row, text } from "./kind.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";
import { typeId } from "./types.ts";

// The sequence that a default draws from, as PostgreSQL itself recorded the dependency.
const sequenceOfDefault = `
  SELECT dep.objid AS default_oid, min(s.relname) AS name, min(sn.nspname) AS schema
  FROM pg_depend dep
  JOIN pg_class s ON s.oid = dep.refobjid AND s.relkind = 'S'
  JOIN pg_namespace sn ON sn.oid = s.relnamespace
  WHERE dep.classid = 'pg_attrdef'::regclass AND dep.refclassid = 'pg_class'::regclass
  GROUP BY 1`;

export const columns: Kind = {
  name: "column",
  summary: "A column of a table.",
  ordered: true,
  attributes: {
    type: { summary: "type with its modifier, as `character varying(255)`", syntax: "type" },
    notNull: { summary: "`NOT NULL`" },
    default: { summary: "default expression", syntax: "expression" },
    identity: { summary: "`ALWAYS` or `BY DEFAULT` of an identity column" },
    generated: { summary: "`STORED` or `VIRTUAL` of a generated column" },
    expression: { summary: "expression of a generated column", syntax: "expression" },
    collation: { summary: "collation, where it is not the type's own", syntax: "relation" },
    comment: { summary: "`COMMENT ON COLUMN`" },
  },
  query: () => `
    SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, a.attnum::int AS ordinal,
      format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
      CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
      CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
      pg_get_expr(ad.adbin, ad.adrelid) AS default,
      CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation,
      d.description AS comment, u.typtype AS used_typtype, un.nspname AS used_schema, u.typname AS used_name,
      sq.schema AS sequence_schema, sq.name AS sequence_name
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_type u ON u.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
      AND u.typtype IN ('e', 'd', 'c', 'r')
    LEFT JOIN pg_namespace un ON un.oid = u.typnamespace
    LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
    LEFT JOIN (${sequenceOfDefault}) sq ON sq.default_oid = ad.oid
    ${joinComment("pg_class", "a.attrelid", "a.attnum")}
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`,
  read: (row) => {
    const path = [text(row, "schema"), text(row, "table")];
    const generated = optionalText(row, "generated");
    const expression = optionalText(row, "default");
    return {
      id: objectId("column", [...path, text(row, "name")]),
      kind: "column",
      parent: objectId("table", path),
      ordinal: Number(row.ordinal),
      uses: uses(row),
      attributes: attributes({
        type: text(row, "type"),
        notNull: flag(row, "not_null"),
        default: generated === null ? expression : null,
        identity: optionalText(row, "identity"),
        generated,
        expression: generated === null ? null : expression,
        collation: optionalText(row, "collation"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};

function uses(row: Row) {
  const used = [];
  if (row.used_typtype != null) {
    used.push(typeId(text(row, "used_typtype"), text(row, "used_schema"), text(row, "used_name")));
  }
  if (row.sequence_name != null) {
    used.push(objectId("sequence", [text(row, "sequence_schema"), text(row, "sequence_name")]));
  }
  return used;
}
