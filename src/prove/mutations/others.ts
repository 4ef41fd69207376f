// Schemas, extensions, extended statistics, and the kinds that few databases have: the end of each, its name, its comment.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, objectId, parseObjectId, sqlName } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import type { Addition, Mutator } from "../mutation.ts";
import { comments } from "./common.ts";

function simple(
  kind: string,
  what: string,
  attributes: Mutator["attributes"] = {},
  named?: (object: CatalogObject) => string,
): Mutator {
  const name = named ?? (({ id }: CatalogObject) => sqlName(id));
  return {
    kind,
    attributes: { comment: comments(what, name), ...attributes },
    drop: (object) => [{ to: "dropped with all that uses it", sql: [`DROP ${what} ${name(object)} CASCADE`] }],
    rename: (object) => `ALTER ${what} ${name(object)} RENAME TO`,
  };
}

export const schemas: Mutator = {
  ...simple("schema", "SCHEMA"),
  add: ({ id }) => added(parseObjectId(id).path[0] ?? ""),
};

/** One of each kind that stands in a schema by itself. */
function added(schema: string): Addition[] {
  const name = `${alwaysQuoted(schema)}.driftcheck_added`;
  const make = (kind: string, sql: string, signature?: string): Addition => ({
    id: objectId(kind, [schema, "driftcheck_added"], signature),
    to: `a ${kind}`,
    sql: [sql],
  });
  return [
    make("table", `CREATE TABLE ${name} (id integer)`),
    make("view", `CREATE VIEW ${name} AS SELECT 1 AS one`),
    make("materialized view", `CREATE MATERIALIZED VIEW ${name} AS SELECT 1 AS one`),
    make("sequence", `CREATE SEQUENCE ${name}`),
    make("enum", `CREATE TYPE ${name} AS ENUM ('one', 'two')`),
    make("domain", `CREATE DOMAIN ${name} AS text`),
    make("composite", `CREATE TYPE ${name} AS (one integer)`),
    make("range", `CREATE TYPE ${name} AS RANGE (SUBTYPE = integer)`),
    make("collation", `CREATE COLLATION ${name} FROM "C"`),
    make("function", `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`, ""),
  ];
}

const { rename: _, ...ofExtension } = simple("extension", "EXTENSION", {
  version: ({ id }) => [
    {
      to: "another",
      sql: [
        `UPDATE pg_extension SET extversion = '0.driftcheck' WHERE extname = ${literal(parseObjectId(id).path[0] ?? "")}`,
      ],
    },
  ],
  schema: ({ id }) => [
    {
      to: "another",
      sql: [`CREATE SCHEMA driftcheck_other; ALTER EXTENSION ${sqlName(id)} SET SCHEMA driftcheck_other`],
      value: "driftcheck_other",
    },
  ],
});

/** An extension has the name of its files. */
export const extensions: Mutator = ofExtension;

const ofStatistics = simple("statistics", "STATISTICS", {
  target: ({ id }) => [{ to: "another", sql: [`ALTER STATISTICS ${sqlName(id)} SET STATISTICS 77`] }],
});
export const statistics: Mutator = {
  ...ofStatistics,
  drop: ({ id }) => [{ to: "dropped", sql: [`DROP STATISTICS ${sqlName(id)}`] }],
};

export const others: readonly Mutator[] = [
  simple("language", "LANGUAGE"),
  simple("collation", "COLLATION"),
  simple("conversion", "CONVERSION"),
  simple("foreign data wrapper", "FOREIGN DATA WRAPPER"),
  simple("foreign server", "SERVER"),
  simple("foreign table", "FOREIGN TABLE"),
  simple("base type", "TYPE"),
  simple("event trigger", "EVENT TRIGGER"),
  simple("publication", "PUBLICATION"),
  simple("text search parser", "TEXT SEARCH PARSER"),
  simple("text search template", "TEXT SEARCH TEMPLATE"),
  simple("text search dictionary", "TEXT SEARCH DICTIONARY"),
  simple("text search configuration", "TEXT SEARCH CONFIGURATION"),
];
