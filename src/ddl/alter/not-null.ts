// NOT NULL of a column. On a table in use it is set over a CHECK that was validated before, so that no row is read under the lock
// that stops everybody. https://www.postgresql.org/docs/18/sql-altertable.html (SET NOT NULL)

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifier } from "../../sql/identifier.ts";
import { ownerName, ownName } from "../naming.ts";
import type { Action, Alter, Change } from "./alter.ts";
import { tableWord } from "./column-type.ts";
import { textOf } from "./values.ts";

/** As PostgreSQL names one by itself, unless it was named. */
export const nameOfNotNull = (column: CatalogObject): string => {
  const { path } = parseObjectId(column.id);
  return textOf(column, "notNullName") ?? `${path.at(-2)}_${path.at(-1)}_not_null`;
};

const nulls = ({ to }: Change) => ({
  what: "A row without a value makes it fail.",
  query: `SELECT count(*) FROM ${ownerName(to.id)} WHERE ${ownName(to.id)} IS NULL`,
});

export const notNull: Alter = (change, { inUse, major }) => {
  const { to } = change;
  const table = `ALTER ${tableWord(to)} ${ownerName(to.id)}`;
  const column = ownName(to.id);
  if (to.attributes.notNull !== true) return [{ sql: `${table} ALTER COLUMN ${column} DROP NOT NULL` }];
  const isForeign = to.parent?.startsWith("foreign table:") === true;
  if (major >= 18 && to.attributes.notNullNotValid === true) return [notValid(change, table)];
  const named = textOf(to, "notNullName") !== undefined && major >= 18;
  if (!inUse || isForeign)
    return named
      ? [{ sql: `${table} ADD CONSTRAINT ${identifier(nameOfNotNull(to))} NOT NULL ${column}`, scans: true }]
      : [{ sql: `${table} ALTER COLUMN ${column} SET NOT NULL`, fails: nulls(change), scans: true }];
  return major >= 18 ? overConstraint(change, table) : overCheck(change, table);
};

/** From PostgreSQL 18 on it is a constraint like others. */
const notValid = ({ to }: Change, table: string): Action => ({
  sql: `${table} ADD CONSTRAINT ${identifier(nameOfNotNull(to))} NOT NULL ${ownName(to.id)} NOT VALID`,
});

const overConstraint = (change: Change, table: string): Action[] => [
  notValid(change, table),
  { sql: `${table} VALIDATE CONSTRAINT ${identifier(nameOfNotNull(change.to))}`, fails: nulls(change), scans: true },
];

function overCheck(change: Change, table: string): Action[] {
  const column = ownName(change.to.id);
  const check = identifier(`${parseObjectId(change.to.id).path.at(-1)}_is_not_null`.slice(0, 63));
  return [
    { sql: `${table} ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID` },
    { sql: `${table} VALIDATE CONSTRAINT ${check}`, fails: nulls(change), scans: true },
    { sql: `${table} ALTER COLUMN ${column} SET NOT NULL`, scans: false },
    { sql: `${table} DROP CONSTRAINT ${check}` },
  ];
}

export const notNullValid: Alter = (change, context) => {
  const { from, to } = change;
  if (from.attributes.notNull !== to.attributes.notNull) return [];
  const table = `ALTER TABLE ${ownerName(to.id)}`;
  if (to.attributes.notNullNotValid !== true)
    return [
      { sql: `${table} VALIDATE CONSTRAINT ${identifier(nameOfNotNull(from))}`, fails: nulls(change), scans: true },
    ];
  const drop = { sql: `${table} ALTER COLUMN ${ownName(to.id)} DROP NOT NULL` };
  return context.major < 18
    ? { reason: "PostgreSQL before 18 has no NOT NULL that is not valid" }
    : [drop, notValid(change, table)];
};

export const notNullName: Alter = ({ from, to }, { major, from: catalog }) => {
  if (from.attributes.notNull !== to.attributes.notNull) return [];
  const table = from.parent === undefined ? undefined : catalog.objects.get(from.parent);
  if (table?.attributes.partitionOf !== undefined || from.attributes.inherited === true)
    return { reason: "the name of a NOT NULL that a table has from its parent is the parent's" };
  if (major < 18) return { reason: "PostgreSQL before 18 has no name for a NOT NULL" };
  return [
    {
      sql: `ALTER TABLE ${ownerName(to.id)} RENAME CONSTRAINT ${identifier(nameOfNotNull(from))} TO ${identifier(nameOfNotNull(to))}`,
    },
  ];
};
