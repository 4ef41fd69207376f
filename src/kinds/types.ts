// Types that users create: enum, domain, composite, range. A table's row type and an array are not of them.

import type { CatalogObject } from "../catalog/catalog.ts";
import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind, type SecondReading, type Target, type Values } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, list, optionalText, type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment, plainName } from "./scope.ts";
import type { InSchema, Structure, StructureDomain } from "./structure/structure.ts";
import { comparableType, leadingName, modifiedType } from "./structure/words.ts";

const fromTypes = (typtype: string) =>
  `
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ${joinComment("pg_type", "t.oid")}`.concat(
    typtype === "r" ? " JOIN pg_range r ON r.rngtypid = t.oid" : "",
    typtype === "c" ? " JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'" : "",
    `
    WHERE t.typtype = '${typtype}' AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_type", "t.oid")}`,
  );

/** What every type has, as columns after the others. */
const common = (target: Target) => `${accessColumns(target, "t.typowner", "t.typacl", "T")}, d.description AS comment`;

const type = (row: Row, kind: string, values: Parameters<typeof attributes>[0]): CatalogObject => ({
  id: objectId(kind, [text(row, "schema"), text(row, "name")]),
  kind,
  attributes: attributes({ ...values, ...accessOf(row), comment: optionalText(row, "comment") }),
});

const second = (kind: string, { schema, name, comment }: InSchema, told: Values = {}): SecondReading => ({
  id: objectId(kind, [schema.name, name]),
  attributes: { ...told, comment: comment ?? null },
});

const everyType = {
  owner,
  privileges,
  comment: { summary: "`COMMENT ON TYPE` or `ON DOMAIN`", beyondModels: true as const },
};

export const enums: Kind = {
  name: "enum",
  summary: "An enum type.",
  madeBy: ["CreateEnumStmt"],
  sharesNames: "type",
  attributes: { labels: { is: "list", summary: "labels, in their sort order" }, ...everyType },
  query: (target) => `
    SELECT n.nspname AS schema, t.typname AS name, ${common(target)},
      (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels
    ${fromTypes("e")}`,
  read: (row) => type(row, "enum", { labels: list(row, "labels") }),
  shape: (_, usedBy) => (usedBy.length === 0 ? undefined : JSON.stringify([...usedBy].sort())),
  structure: {
    // It cuts `{a,b}` apart by itself and leaves the backslashes in that PostgreSQL escapes a quote or a backslash with.
    read: (db) =>
      db.enums.map((type) =>
        second("enum", type, { labels: type.values.some((label) => label.includes("\\")) ? undefined : type.values }),
      ),
  },
};

// PostgreSQL 18 keeps NOT NULL as a constraint. The name that it gives one by itself says nothing.
const ofNotNull = `
      (SELECT NULLIF(nn.conname, t.typname || '_not_null') FROM pg_constraint nn
        WHERE nn.contypid = t.oid AND nn.contype = 'n') AS not_null_name,
      (SELECT nd.description FROM pg_constraint nn JOIN pg_description nd ON nd.objoid = nn.oid
        AND nd.classoid = 'pg_constraint'::regclass WHERE nn.contypid = t.oid AND nn.contype = 'n') AS not_null_comment`;

export const domains: Kind = {
  name: "domain",
  summary: "A domain; its CHECK constraints are separate objects.",
  sharesNames: "type",
  beyondModels: true,
  madeBy: ["CreateDomainStmt"],
  attributes: {
    type: { summary: "the underlying type with its modifier", syntax: "type" },
    notNull: { is: "flag", summary: "`NOT NULL`" },
    default: { summary: "default expression", syntax: "expression", into: "type" },
    collation: { summary: "collation, if not the underlying type's own", syntax: "relation" },
    notNullName: { summary: "name of its `NOT NULL`, if set", since: 18 },
    notNullComment: { summary: "`COMMENT ON CONSTRAINT` of its `NOT NULL`", since: 18 },
    ...everyType,
  },
  query: (target) => `
    SELECT n.nspname AS schema, t.typname AS name, ${common(target)},
      format_type(t.typbasetype, t.typtypmod) AS type, t.typnotnull AS not_null,
      pg_get_expr(t.typdefaultbin, 0) AS default,
      CASE WHEN t.typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)
        THEN t.typcollation::regcollation::text END AS collation,
      ${target.major >= 18 ? ofNotNull : "NULL AS not_null_name, NULL AS not_null_comment"}
    ${fromTypes("d")}`,
  read: (row) =>
    type(row, "domain", {
      type: text(row, "type"),
      notNull: flag(row, "not_null"),
      default: optionalText(row, "default"),
      collation: optionalText(row, "collation"),
      notNullName: optionalText(row, "not_null_name"),
      notNullComment: optionalText(row, "not_null_comment"),
    }),
  structure: {
    read: (db) =>
      db.domains.map((type) =>
        second("domain", type, {
          type: typeOfDomain(db, type),
          notNull: type.notNull,
          // The text of a default is as of when it was given, in the search_path of that session: only none is none.
          default: type.default === null ? null : undefined,
        }),
      ),
    comparable: ({ attributes: own }) => ({ type: comparableType(String(own.type)) }),
  },
};

function typeOfDomain(db: Structure, domain: StructureDomain): string | undefined {
  try {
    return comparableType(modifiedType(db, domain));
  } catch {
    // It looks up the type of a domain by a name that "char" and a few others don't go by.
    return undefined;
  }
}

export const composites: Kind = {
  name: "composite",
  summary: "A composite type (`CREATE TYPE … AS (…)`).",
  sharesNames: "relation",
  beyondModels: true,
  madeBy: ["CompositeTypeStmt"],
  attributes: {
    attributes: { is: "list", summary: "names and types of its attributes, in order", syntax: "type" },
    attributeComments: { is: "list", summary: "`COMMENT ON COLUMN` of its attributes" },
    ...everyType,
  },
  query: (target) => `
    SELECT n.nspname AS schema, t.typname AS name, ${common(target)},
      (SELECT array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
          || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END
          ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attributes,
      (SELECT array_agg(${plainName("a.attname")} || ' ' || ad.description ORDER BY a.attnum)
        FROM pg_description ad JOIN pg_attribute a ON a.attrelid = ad.objoid AND a.attnum = ad.objsubid
        WHERE ad.classoid = 'pg_class'::regclass AND ad.objoid = t.typrelid AND ad.objsubid > 0) AS attribute_comments
    ${fromTypes("c")}`,
  read: (row) =>
    type(row, "composite", {
      attributes: list(row, "attributes"),
      attributeComments: list(row, "attribute_comments"),
    }),
  structure: {
    read: (db) =>
      db.composites.map((type) =>
        second("composite", type, {
          attributes: type.columns.map((column) => comparableAttribute(column.name, modifiedType(db, column))),
        }),
      ),
    comparable: ({ attributes: own }) => ({ attributes: list(own, "attributes").map(comparableOfOurs) }),
  },
};

function comparableAttribute(name: string, type: string): string {
  // One that can't be compared leaves the others comparable.
  return `${name} ${type.startsWith("interval") ? "interval" : comparableType(type)}`;
}

function comparableOfOurs(attribute: string): string {
  const { name, rest } = leadingName(attribute);
  // Pg-structure doesn't know the collation that follows the type.
  return comparableAttribute(name ?? "", rest.replace(/ COLLATE .*$/, ""));
}

export const ranges: Kind = {
  name: "range",
  summary: "A range type, with its multirange type.",
  sharesNames: "type",
  beyondModels: true,
  madeBy: ["CreateRangeStmt"],
  attributes: {
    subtype: { summary: "the type of its bounds", syntax: "type" },
    opclass: { summary: "operator class that orders the bounds", syntax: "relation" },
    collation: { summary: "collation, if not the subtype's own", syntax: "relation" },
    canonical: { summary: "canonical function", syntax: "relation" },
    subtypeDiff: { summary: "difference function", syntax: "relation" },
    multirange: { summary: "name of the multirange type", syntax: "type" },
    ...everyType,
  },
  query: (target) => `
    SELECT n.nspname AS schema, t.typname AS name, ${common(target)},
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
  // Pg-structure knows that it is a range, not of what.
  structure: { read: (db) => db.ranges.map((type) => second("range", type)) },
};
