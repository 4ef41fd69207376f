// Types that users create: enum, domain, composite, range. A table's row type and an array are not of them.

import type { CatalogObject } from "../catalog/catalog.ts";
import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { attributes, flag, type Kind, list, optionalText, type Row, text } from "./kind.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

const kindOfTyptype: Readonly<Record<string, string>> = { e: "enum", d: "domain", c: "composite", r: "range" };

/** The id of a type, by `pg_type.typtype`. */
export function typeId(typtype: string, schema: string, name: string): ObjectId {
  return objectId(kindOfTyptype[typtype] ?? "type", [schema, name]);
}

const fromTypes = (typtype: string) => `
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ${joinComment("pg_type", "t.oid")}`.concat(
    typtype === "r" ? " JOIN pg_range r ON r.rngtypid = t.oid" : "",
    typtype === "c" ? " JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'" : "",
    `
    WHERE t.typtype = '${typtype}' AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_type", "t.oid")}`,
  );

const type = (row: Row, kind: string, values: Parameters<typeof attributes>[0]): CatalogObject => ({
  id: objectId(kind, [text(row, "schema"), text(row, "name")]),
  kind,
  attributes: attributes({ ...values, comment: optionalText(row, "comment") }),
});

const comment = { summary: "`COMMENT ON TYPE` or `ON DOMAIN`" };

export const enums: Kind = {
  name: "enum",
  summary: "An enum type.",
  attributes: { labels: { summary: "labels, in their sort order" }, comment },
  query: () => `
    SELECT n.nspname AS schema, t.typname AS name, d.description AS comment,
      (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels
    ${fromTypes("e")}`,
  read: (row) => type(row, "enum", { labels: list(row, "labels") }),
  shape: (_, usedBy) => (usedBy.length === 0 ? undefined : JSON.stringify([...usedBy].sort())),
};

export const domains: Kind = {
  name: "domain",
  summary: "A domain; its CHECK constraints are objects of their own.",
  attributes: {
    type: { summary: "the underlying type with its modifier", syntax: "type" },
    notNull: { summary: "`NOT NULL`" },
    default: { summary: "default expression", syntax: "expression" },
    collation: { summary: "collation, where it is not the underlying type's own", syntax: "relation" },
    comment,
  },
  query: () => `
    SELECT n.nspname AS schema, t.typname AS name, d.description AS comment,
      format_type(t.typbasetype, t.typtypmod) AS type, t.typnotnull AS not_null,
      pg_get_expr(t.typdefaultbin, 0) AS default,
      CASE WHEN t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)
        THEN t.typcollation::regcollation::text END AS collation
    ${fromTypes("d")}`,
  read: (row) =>
    type(row, "domain", {
      type: text(row, "type"),
      notNull: flag(row, "not_null"),
      default: optionalText(row, "default"),
      collation: optionalText(row, "collation"),
    }),
};

export const composites: Kind = {
  name: "composite",
  summary: "A composite type (`CREATE TYPE … AS (…)`).",
  attributes: { attributes: { summary: "names and types of its attributes, in order", syntax: "type" }, comment },
  query: () => `
    SELECT n.nspname AS schema, t.typname AS name, d.description AS comment,
      (SELECT array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
          || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END
          ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attributes
    ${fromTypes("c")}`,
  read: (row) => type(row, "composite", { attributes: list(row, "attributes") }),
};

export const ranges: Kind = {
  name: "range",
  summary: "A range type, with its multirange type.",
  attributes: {
    subtype: { summary: "the type of its bounds", syntax: "type" },
    opclass: { summary: "operator class that orders the bounds", syntax: "relation" },
    collation: { summary: "collation, where it is not the subtype's own", syntax: "relation" },
    canonical: { summary: "canonical function", syntax: "relation" },
    subtypeDiff: { summary: "difference function", syntax: "relation" },
    multirange: { summary: "name of the multirange type", syntax: "type" },
    comment,
  },
  query: () => `
    SELECT n.nspname AS schema, t.typname AS name, d.description AS comment,
      format_type(r.rngsubtype, NULL) AS subtype,
      (SELECT quote_ident(o.nspname) || '.' || quote_ident(c.opcname)
        FROM pg_opclass c JOIN pg_namespace o ON o.oid = c.opcnamespace WHERE c.oid = r.rngsubopc) AS opclass,
      CASE WHEN r.rngcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = r.rngsubtype)
        THEN r.rngcollation::regcollation::text END AS collation,
      CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::text END AS canonical,
      CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::text END AS subtype_diff,
      format_type(r.rngmultitypid, NULL) AS multirange
    ${fromTypes("r")}`,
  read: (row) =>
    type(row, "range", {
      subtype: text(row, "subtype"),
      opclass: text(row, "opclass"),
      collation: optionalText(row, "collation"),
      canonical: optionalText(row, "canonical"),
      subtypeDiff: optionalText(row, "subtype_diff"),
      multirange: text(row, "multirange"),
    }),
};
