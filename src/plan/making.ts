// The statements that make an object, safe for a database in use: on a table that is there already an index is built beside the
// writers, a constraint checks new rows first and the old ones later.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { kindOf, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { constraintBody } from "../ddl/constraints.ts";
import { tableNamed } from "../ddl/families.ts";
import { indexDefinition } from "../ddl/kinds/indexes.ts";
import { besideOwner, ownerName, ownName } from "../ddl/naming.ts";
import { parentsChecks } from "../ddl/parents-checks.ts";
import { ddlOf } from "../ddl/registry.ts";
import { createSequence } from "../ddl/sequences.ts";
import type { Context, Statement } from "../ddl/statement.ts";
import { identifier } from "../sql/identifier.ts";
import type { Step } from "./unit.ts";

/** @throws CannotWrite */
export function making(object: CatalogObject, context: Context, isInUse: IsThere): Step[] {
  const written = ddlOf(object.kind).create(object, context);
  const statements = object.kind === "sequence" ? written : withoutSequences(written, context, isInUse);
  const { parent } = object;
  const table = parent === undefined ? undefined : context.catalog.objects.get(parent);
  if (object.kind === "function")
    return statements.map(stepOf).map((step) => (step.sql.startsWith("CREATE ") ? { ...step, hasBody: true } : step));
  if (object.kind === "table") return asPartition(object, statements.map(stepOf), context, isInUse);
  if (object.kind === "materialized view") return statements.map(stepOf).map(filled);
  if (table === undefined || !isInUse(table.id)) return statements.map(stepOf);
  if (object.kind === "column") return onRows(object, statements);
  if (table.kind === "domain") return onDomain(statements);
  const safe = safely(object, table, context);
  if (safe === undefined) return statements.map(stepOf);
  return [...safe, ...statements.slice(1).map(stepOf)];
}

/** With the checks of a partitioned table that is there. */
function asPartition(object: CatalogObject, steps: Step[], { catalog }: Context, isThere: IsThere): Step[] {
  if (!isPartOfOther(object.id, catalog, isThere)) return steps;
  const at = steps.findIndex(({ sql }) => sql.includes(" ATTACH PARTITION "));
  const checks = parentsChecks(object, catalog, () => false);
  return [...steps.slice(0, at), ...checks, ...steps.slice(at)];
}

type IsThere = (object: ObjectId) => boolean;

/** Is it a partition of a table that is there? */
export function isPartOfOther(id: ObjectId, catalog: Catalog, isThere: IsThere): boolean {
  const above = tableNamed(catalog.objects.get(id)?.attributes.partitionOf, catalog);
  return above !== undefined && isThere(above.id);
}

/** A sequence that goes over to a column that is made is there before it. */
function withoutSequences(
  statements: readonly Statement[],
  { catalog }: Context,
  isThere: IsThere,
): readonly Statement[] {
  const isOfSequence = ({ makes }: Statement) => makes?.some((id) => kindOf(id) === "sequence") === true;
  if (!statements.some(isOfSequence)) return statements;
  const there = new Set(
    [...catalog.objects.values()]
      .filter(({ kind, id }) => kind === "sequence" && isThere(id))
      .map((sequence) => createSequence(sequence).sql),
  );
  return statements.filter(({ sql }) => !there.has(sql));
}

/** Where a schema is restored it stays empty; here whoever reads it wants its rows. */
const filled = (step: Step): Step =>
  step.sql.startsWith("CREATE ") ? { ...step, sql: step.sql.replace(/\s+WITH NO DATA$/, "") } : step;

export const stepOf = ({ sql, transaction }: Statement): Step => ({ sql, ...(transaction && { transaction }) });

const isPartitioned = ({ attributes }: CatalogObject) => attributes.partitionKey !== undefined;

/** Undefined where there is no other way than to make it at once. */
function safely(object: CatalogObject, table: CatalogObject, context: Context): Step[] | undefined {
  if (table.kind === "domain") return undefined;
  if (object.kind === "index") return isPartitioned(table) ? undefined : [concurrently(object, context)];
  if (object.kind !== "constraint") return undefined;
  const { attributes } = object;
  if (attributes.keys !== undefined) return overIndex(object, table, context);
  if (attributes.definition !== undefined || attributes.notEnforced === true) return undefined;
  return validatedLater(object, table, context);
}

const concurrently = (index: CatalogObject, context: Context): Step => ({
  sql: indexDefinition(index, context, "CONCURRENTLY "),
  transaction: "forbidden",
  ...(index.attributes.type === "UNIQUE INDEX" && { fails: duplicates(index) }),
});

function duplicates(object: CatalogObject) {
  const keys = Array.isArray(object.attributes.keys) ? object.attributes.keys.join(", ") : "";
  const isPlain = object.attributes.predicate === undefined && !/[ (]/.test(keys.replaceAll(", ", ""));
  const what = "Rows that agree in its columns make it fail.";
  const from = `SELECT 1 FROM ${ownerName(object.id)} GROUP BY ${keys} HAVING count(*) > 1`;
  return isPlain ? { what, query: `SELECT count(*) FROM (${from}) AS same` } : { what };
}

/** The index is built first; the constraint takes it over without reading a row. */
function overIndex(key: CatalogObject, table: CatalogObject, context: Context): Step[] | undefined {
  const { attributes } = key;
  if (isPartitioned(table) || attributes.withoutOverlaps === true || attributes.partitionOf !== undefined)
    return undefined;
  return [
    concurrently(indexOf(key), context),
    { sql: `ALTER TABLE ${ownerName(key.id)} ${usingIndex(key, nameOf(key.id))}` },
  ];
}

/** What stands behind a key, by itself. */
const indexOf = (key: CatalogObject): CatalogObject => ({
  ...key,
  kind: "index",
  attributes: { ...key.attributes, type: "UNIQUE INDEX" },
});

function usingIndex({ id, attributes }: CatalogObject, index: string): string {
  const when =
    attributes.deferrable === true ? ` DEFERRABLE${attributes.deferred === true ? " INITIALLY DEFERRED" : ""}` : "";
  return `ADD CONSTRAINT ${ownName(id)} ${attributes.type} USING INDEX ${identifier(index)}${when}`;
}

function validatedLater(object: CatalogObject, table: CatalogObject, context: Context): Step[] | undefined {
  const { id, attributes } = object;
  // https://www.postgresql.org/docs/17/sql-altertable.html: not of a partitioned table before 18.
  if (attributes.references !== undefined && isPartitioned(table)) return undefined;
  const head = `ALTER TABLE ${ownerName(id)}`;
  const notValid = { ...object, attributes: { ...attributes, notValid: true } };
  const isChild = ddlOf("constraint").create(object, context)[0]?.sql.includes(" VALIDATE ") === true;
  if (isChild) return undefined;
  const add = { sql: `${head} ADD CONSTRAINT ${ownName(id)} ${constraintBody(notValid)}` };
  if (attributes.notValid === true) return [add];
  return [add, validating(object)];
}

function validating(object: CatalogObject): Step {
  const { id, attributes } = object;
  const expression = attributes.expression;
  const what = "A row that violates it makes it fail.";
  const query =
    expression === undefined
      ? orphans(object)
      : `SELECT count(*) FROM ${ownerName(id)} WHERE NOT (${String(expression)})`;
  return {
    sql: `ALTER TABLE ${ownerName(id)} VALIDATE CONSTRAINT ${ownName(id)}`,
    fails: query === undefined ? { what } : { what, query },
  };
}

/** Rows that refer to none. */
function orphans({ id, attributes }: CatalogObject): string | undefined {
  const { columns, referencedColumns, references } = attributes;
  if (!Array.isArray(columns) || !Array.isArray(referencedColumns) || attributes.withoutOverlaps === true)
    return undefined;
  const isSet = columns.map((column) => `r.${identifier(column)} IS NOT NULL`).join(" AND ");
  const pairs = columns.map((column, at) => `k.${identifier(referencedColumns[at] ?? "")} = r.${identifier(column)}`);
  return `SELECT count(*) FROM ${ownerName(id)} AS r WHERE ${isSet} AND NOT EXISTS (SELECT FROM ${String(references)} AS k WHERE ${pairs.join(" AND ")})`;
}

/** A column that must have a value and has none to begin with can't come to a table with rows. */
function onRows(column: CatalogObject, statements: readonly Statement[]): Step[] {
  const { attributes, id } = column;
  const hasValue = ["default", "identity", "generated"].some((name) => attributes[name] !== undefined);
  return statements.map(stepOf).map((step) =>
    attributes.notNull === true && !hasValue && step.sql.includes(" ADD COLUMN ")
      ? {
          ...step,
          fails: {
            what: "Rows that are there make it fail: it must have a value and has no default.",
            query: `SELECT count(*) FROM ${ownerName(id)}`,
          },
        }
      : step,
  );
}

/** Its rows are read in one go: NOT VALID before would keep nobody waiting for less time. */
function onDomain([added, ...later]: readonly Statement[]): Step[] {
  const fails = { what: "A value in a column of this domain that violates it makes it fail." };
  return [...(added === undefined ? [] : [{ ...stepOf(added), fails, scans: true }]), ...later.map(stepOf)];
}

/** One statement takes the old one away and brings the new one, so that no row comes in between; the old rows are read later. */
export function exchanging(object: CatalogObject, table: CatalogObject, context: Context): Step[] | undefined {
  const steps = safely(object, table, context);
  const [first, ...later] = steps ?? [];
  if (first === undefined) return undefined;
  const { attributes } = object;
  const drop = `ALTER TABLE ${ownerName(object.id)} DROP CONSTRAINT ${ownName(object.id)}`;
  // The old one goes with a column of it that was dropped before.
  const { orElse: _, ...added } = first;
  if (attributes.keys === undefined)
    return [{ ...added, sql: `${drop}, ${first.sql.slice(first.sql.indexOf("ADD "))}`, orElse: [added] }, ...later];
  const name = `${nameOf(object.id).slice(0, 55)}_new`;
  const index = { ...first, sql: first.sql.replace(` ${ownName(object.id)} ON `, ` ${identifier(name)} ON `) };
  const add = usingIndex(object, name);
  return [index, { sql: `${drop}, ${add}`, orElse: [{ sql: `ALTER TABLE ${ownerName(object.id)} ${add}` }] }];
}

/** Another index takes the place of the old one, which serves until then. */
export function swapping(index: CatalogObject, context: Context): Step[] {
  const name = `${nameOf(index.id).slice(0, 55)}_new`;
  const path = besideOwner(index.id);
  const created = concurrently(index, context);
  return [
    { ...created, sql: created.sql.replace(` ${ownName(index.id)} ON `, ` ${identifier(name)} ON `) },
    { sql: `DROP INDEX CONCURRENTLY ${path}`, transaction: "forbidden" },
    {
      sql: `ALTER INDEX ${path.slice(0, path.length - ownName(index.id).length)}${identifier(name)} RENAME TO ${ownName(index.id)}`,
    },
  ];
}
