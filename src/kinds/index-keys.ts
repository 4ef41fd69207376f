// How the keys of an index read, for indexes and for the constraints that stand on one.

import type { Attributes } from "../catalog/catalog.ts";
import { quoteName } from "../catalog/object-id.ts";
import { givenOptions } from "./given-options.ts";
import type { Names } from "./names.ts";
import { list, type Row, text } from "./row.ts";

/**
 * What `keysOf` needs of the pg_index row under this alias. pg_get_indexdef prints a whole index to get at one key of it, and
 * is asked only where there are several expressions; names and parameters are looked up only where they can say something.
 */
export const keyColumns = (index: string) => `
      ${index}.indrelid::text AS key_relation, ${index}.indkey::text AS key_numbers, ${index}.indclass::text AS key_classes,
      ${index}.indcollation::text AS key_collations, ${index}.indoption::text AS key_options, ${index}.indnkeyatts::int AS key_count,
      CASE WHEN ${index}.indexprs IS NULL THEN NULL
        WHEN cardinality(array_positions(${index}.indkey::int2[], 0::int2)) = 1 THEN ARRAY[pg_get_expr(${index}.indexprs, ${index}.indrelid)]
        ELSE (SELECT array_agg(pg_get_indexdef(${index}.indexrelid, k.position::int, false) ORDER BY k.position)
          FROM unnest(${index}.indkey) WITH ORDINALITY AS k (number, position) WHERE k.number = 0) END AS key_expressions,
      CASE WHEN ${index}.indexprs IS NOT NULL THEN (SELECT array_agg(x.atttypid::text ORDER BY x.attnum)
        FROM pg_attribute x WHERE x.attrelid = ${index}.indexrelid) END AS key_types,
      CASE WHEN NOT ${index}.indcollation::oid[] <@ '{0,100}' THEN (SELECT array_agg(coalesce(
        CASE WHEN c.oid <> 0 THEN c.oid::regcollation::text END, '') ORDER BY c.position)
        FROM unnest(${index}.indcollation) WITH ORDINALITY AS c (oid, position)) END AS key_collation_names,
      CASE WHEN ${index}.indexrelid IN (SELECT attrelid FROM pg_attribute WHERE attoptions IS NOT NULL) THEN (
        SELECT array_agg(x.attnum || ' (' || x.given || ')') FILTER (WHERE x.given <> '') FROM (
          SELECT attnum, array_to_string(${givenOptions("attoptions")}, ', ') AS given
          FROM pg_attribute WHERE attrelid = ${index}.indexrelid) AS x) END AS key_parameters`;

export interface Keys {
  /** As PostgreSQL prints each in an index: collation, operator class, order and NULLS only where not the default. */
  readonly keys: readonly string[];
  readonly include: readonly string[];
}

export function keysOf(row: Row, names: Names): Keys {
  const numbers = text(row, "key_numbers").split(" ");
  const count = Number(row.key_count);
  const expressions = [...list(row, "key_expressions")];
  const printed = numbers.map((number, at) => {
    const isExpression = number === "0";
    const what = isExpression
      ? enclosed(expressions.shift() ?? "")
      : quoteName(names.column(text(row, "key_relation"), number).name);
    return at < count ? what + modifiers(row, names, at, isExpression ? undefined : number) : what;
  });
  return { keys: printed.slice(0, count), include: printed.slice(count) };
}

/** In an index, an expression stands in parentheses unless it is a call. */
function enclosed(expression: string): string {
  return expression.endsWith(")") ? expression : `(${expression})`;
}

function modifiers(row: Row, names: Names, at: number, number: string | undefined): string {
  const column = number === undefined ? undefined : names.column(text(row, "key_relation"), number);
  const collation = vector(row, "key_collations", at);
  // What an expression's own collation is, no catalog says: any but the database's is told.
  const isOwnCollation = collation === "0" || collation === (column?.collation ?? databaseCollation);
  const given = parameters(row, at);
  const type = column?.type ?? list(row, "key_types")[at] ?? "";
  const parts = [
    isOwnCollation ? undefined : `COLLATE ${list(row, "key_collation_names")[at] || '"default"'}`,
    // Only behind the name of a class does a statement take parameters.
    names.operatorClass(vector(row, "key_classes", at), type, given !== undefined),
    given,
    orders[Number(vector(row, "key_options", at)) & 3],
  ];
  return parts.map((part) => (part ? ` ${part}` : "")).join("");
}

const databaseCollation = "100";

const vector = (row: Row, name: string, at: number) => text(row, name).split(" ")[at] ?? "0";

// pg_index.indoption: 1 is DESC, 2 is NULLS FIRST; each order has its own default for NULLS.
const orders = ["", "DESC NULLS LAST", "NULLS FIRST", "DESC"];

function parameters(row: Row, at: number): string | undefined {
  const prefix = `${at + 1} `;
  return list(row, "key_parameters")
    .find((each) => each.startsWith(prefix))
    ?.slice(prefix.length);
}

/** What makes two keys one key, whether they live as a unique constraint, a unique index or a plain one. */
export function keyShape(own: Attributes): string {
  const unique = own.type === "UNIQUE" || own.type === "UNIQUE INDEX";
  return JSON.stringify([unique, own.keys, own.method, own.include, own.predicate, own.nullsNotDistinct]);
}
