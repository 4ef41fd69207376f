// DDL for what printed SQL refers to: enough of a catalog, made again, for another server to read that SQL as this one did.
// Values are not kept, nor is what only guards them. Every piece may fail by itself, as what needs it then does.

import type { Attributes, Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, nameOf, type ObjectId, sqlName } from "../../catalog/object-id.ts";
import { kindsThat } from "../../kinds/registry.ts";
import { list } from "../../kinds/row.ts";
import { literal } from "../../sql/literal.ts";

/**
 * Statements in an order in which most work at once; those that need a later one work when they are tried again.
 * @param texts the SQL to be read: what none of it names, directly or through a view, is left out
 */
export function contextOf({ objects }: Catalog, texts: readonly string[]): Remake[] {
  const members = new Map<ObjectId, CatalogObject[]>();
  for (const object of objects.values()) {
    if (object.parent === undefined) continue;
    const siblings = members.get(object.parent);
    if (siblings === undefined) members.set(object.parent, [object]);
    else siblings.push(object);
  }
  const remakes = new Map<ObjectId, Remake>();
  for (const object of objects.values()) {
    const statement = statements[object.kind];
    if (statement !== undefined)
      remakes.set(object.id, { object, sql: statement(object, members.get(object.id) ?? []) });
    else if (needed.has(object.kind)) remakes.set(object.id, { object, sql: undefined });
  }
  const kinds = Object.keys(statements);
  const order = ({ object }: Remake) => kinds.indexOf(object.kind);
  return [...named(remakes, texts)].sort((a, b) => order(a) - order(b));
}

/** An object of a catalog and the statement that makes it again; none where there is no way to. */
export interface Remake {
  readonly object: CatalogObject;
  readonly sql: string | undefined;
}

/** What the texts name, and what that names. A name that is found by chance costs nothing but its making. */
function named(all: ReadonlyMap<ObjectId, Remake>, texts: readonly string[]): Set<Remake> {
  const reached = new Set<Remake>();
  const waiting = new Set([...all.values()].filter(({ object }) => !always.has(object.kind)));
  for (const each of all.values()) if (!waiting.has(each)) reached.add(each);
  for (let fresh = texts; fresh.length > 0; ) {
    const text = fresh.join("\n");
    const next = [...waiting].filter(({ object }) => text.includes(nameOf(object.id)));
    for (const each of next) {
      waiting.delete(each);
      reached.add(each);
    }
    fresh = next.flatMap(({ sql }) => sql ?? []);
  }
  return reached;
}

/** What is not made again although an expression may need it. */
const needed = new Set(kindsThat(({ readByExpressions }) => readByExpressions));

/** Few, and not named where they are needed. */
const always = new Set(["schema", "extension"]);

type Statement = (object: CatalogObject, members: readonly CatalogObject[]) => string | undefined;

const statements: Readonly<Record<string, Statement>> = {
  schema: ({ id }) => `CREATE SCHEMA IF NOT EXISTS ${sqlName(id)}`,
  extension: ({ id, attributes }) =>
    `CREATE EXTENSION IF NOT EXISTS ${sqlName(id)} SCHEMA ${alwaysQuoted(text(attributes.schema))}`,
  enum: ({ id, attributes }) =>
    `CREATE TYPE ${sqlName(id)} AS ENUM (${list(attributes, "labels").map(literal).join(", ")})`,
  composite: ({ id, attributes }) => `CREATE TYPE ${sqlName(id)} AS (${list(attributes, "attributes").join(", ")})`,
  domain: ({ id, attributes }) => `CREATE DOMAIN ${sqlName(id)} AS ${text(attributes.type)}${collation(attributes)}`,
  range: ({ id, attributes }) => `CREATE TYPE ${sqlName(id)} AS RANGE (SUBTYPE = ${text(attributes.subtype)})`,
  sequence: ({ id }) => `CREATE SEQUENCE ${sqlName(id)}`,
  function: routine,
  table: relation,
  "foreign table": relation,
  view: (object) => `CREATE VIEW ${sqlName(object.id)} AS ${text(object.attributes.body)}`,
  "materialized view": (object) =>
    `CREATE MATERIALIZED VIEW ${sqlName(object.id)} AS ${text(object.attributes.body).replace(/;$/, "")} WITH NO DATA`,
};

/** A primary key tells more than its columns: a query that groups by it may select the others. */
function relation({ id }: CatalogObject, members: readonly CatalogObject[]): string {
  const columns = members
    .filter(({ kind }) => kind === "column")
    .map(
      (column) => `${alwaysQuoted(nameOf(column.id))} ${text(column.attributes.type)}${collation(column.attributes)}`,
    );
  const keys = members
    .filter(({ attributes }) => attributes.type === "PRIMARY KEY")
    .map(({ attributes }) => `PRIMARY KEY (${list(attributes, "keys").join(", ")})`);
  return `CREATE TABLE ${sqlName(id)} (${[...columns, ...keys].join(", ")})`;
}

/** What a routine is called with and gives back; what it does is left out. */
function routine({ id, attributes }: CatalogObject): string | undefined {
  const head = `${sqlName(id)}(${text(attributes.arguments)})`;
  const tail = `LANGUAGE plpgsql ${text(attributes.volatility)} AS ''`;
  if (attributes.type === "PROCEDURE") return `CREATE PROCEDURE ${head} ${tail}`;
  if (attributes.type === "AGGREGATE") return aggregate(head, list(attributes, "aggregate"));
  return attributes.type === "FUNCTION"
    ? `CREATE FUNCTION ${head} RETURNS ${text(attributes.returns)} ${tail}`
    : undefined;
}

/** Only a plain one; what else there is to it, as how it is combined in parallel, is nothing to who calls it. */
function aggregate(head: string, properties: readonly string[]): string | undefined {
  const kept = properties.filter((property) => /^(?:SFUNC|STYPE|FINALFUNC|INITCOND)=/.test(property));
  if (!properties.includes("KIND=n")) return undefined;
  const written = kept.map((property) =>
    property.replace(/^INITCOND=(.*)$/s, (_, value) => `INITCOND=${literal(value)}`),
  );
  return `CREATE AGGREGATE ${head} (${written.join(", ")})`;
}

const collation = ({ collation }: Attributes) => (collation === undefined ? "" : ` COLLATE ${text(collation)}`);
const text = (value: Attributes[string] | undefined) => (typeof value === "string" ? value : "");
