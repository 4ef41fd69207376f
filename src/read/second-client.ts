// The client that pg-structure is given: ours, with one query at a time, and with the rows corrected that it would fail
// over or take for what they are not. Never opens or closes a connection.

import type { Row } from "../kinds/row.ts";

interface Client {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export interface SecondClient {
  readonly query: (text: string, values?: unknown[]) => Promise<{ rows: Row[] }>;
  /** Fails with the words by which pg-structure knows that it must leave the connection alone. */
  readonly connect: () => Promise<never>;
}

/** Pg-structure leaves foreign tables out, and fails over what refers to them: a function's argument, a trigger. */
export const foreignTablesQuery = `
  SELECT c.oid::text AS oid, c.relname AS name, c.relnamespace::text AS schema, t.oid::text AS type, t.typarray::text AS array
  FROM pg_class c JOIN pg_type t ON t.oid = c.reltype WHERE c.relkind = 'f'`;

export function secondClient(client: Client, foreignTables: readonly Row[]): SecondClient {
  let last: Promise<unknown> = Promise.resolve();
  const query = (text: string, values?: unknown[]) => {
    // Pg-structure asks all at once. A client of pg takes one query at a time, and pg 9 will refuse more.
    const result = last.then(async () => {
      // The driver's own type allows for several statements in one text, which pg-structure never sends.
      const { rows } = (await client.query(text, values)) as { rows: Row[] };
      return { rows: digestible(rows, foreignTables) };
    });
    // After a failure nothing more is sent: what is still to come fails with it.
    last = result;
    return result;
  };
  return { query, connect: () => Promise.reject(new Error("Client has already been connected")) };
}

function digestible(rows: readonly Row[], foreignTables: readonly Row[]): Row[] {
  const foreign = new Set(foreignTables.map(({ oid }) => Number(oid)));
  // Only a table or view can have a trigger in its model.
  const local = rows.filter((row) => !foreign.has(Number(row.entityOid)));
  const corrected = local.map((row) =>
    typeof row.sqlType === "string" ? { ...row, ...typeOf(row, row.sqlType) } : row,
  );
  return rows[0] !== undefined && "relationKind" in rows[0] ? [...corrected, ...foreignTables.map(rowType)] : corrected;
}

function typeOf(row: Row, sqlType: string) {
  const isArray = sqlType.endsWith("[]");
  return {
    // It looks the type up by this text, from which it takes a modifier in parentheses but not `day to second`.
    sqlType: sqlType.startsWith("interval ") ? `interval${isArray ? "[]" : ""}` : sqlType,
    // PostgreSQL records no dimensions for what CREATE TABLE AS made; pg-structure minds that for views only.
    arrayDimension: isArray ? Number(row.arrayDimension) || 1 : 0,
  };
}

/** The row of a foreign table's type, as pg-structure's query would have it if it did not leave it out. */
function rowType({ oid, name, schema, type, array }: Row): Row {
  const oids = { oid: Number(type), arrayOid: Number(array), schemaOid: Number(schema), classOid: Number(oid) };
  const composite = { kind: "c", category: "C", relationKind: "f", notNull: false, default: null, sqlType: null };
  return { ...oids, ...composite, name: name ?? null, arrayDimension: 0, comment: null };
}

// Its system schemas are two thirds of what it reads in a small database, so they are read only for what it would not find.
export const needsSystemSchemasQuery = `
  SELECT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE NOT t.tgisinternal AND n.nspname IN ('pg_catalog', 'information_schema'))
    OR EXISTS (SELECT FROM pg_depend d JOIN pg_type t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE d.refclassid = 'pg_type'::regclass AND n.nspname = 'information_schema' AND d.objid >= 16384) AS needed`;
