// An enum's labels: added where they belong. PostgreSQL takes none away and moves none.
// https://www.postgresql.org/docs/18/sql-altertype.html

import type { CatalogObject } from "../../catalog/catalog.ts";
import { usersOf } from "../../catalog/members.ts";
import { nameOf } from "../../catalog/object-id.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { ownerName, ownName } from "../naming.ts";
import { type Action, type Alter, type AlterContext, again, type Change } from "./alter.ts";
import { listOf } from "./values.ts";

export const labels: Alter = (change, context) => {
  const { from, to } = change;
  const [before, after] = [listOf(from, "labels"), listOf(to, "labels")];
  const kept = after.filter((label) => before.includes(label));
  if (kept.join("\0") === before.join("\0")) return added(to, before, after);
  const users = usersOf(from.id, context.from).filter(({ kind }) => kind === "column");
  if (users.length === 0) return again;
  const gone = before.filter((label) => !after.includes(label));
  const what =
    gone.length === 0 ? "PostgreSQL moves no label of an enum" : `PostgreSQL removes no label (${gone.join(", ")})`;
  return { reason: `${what}: the columns must go over to another type`, skeleton: skeleton(change, context, gone) };
};

/** Each beside the one that it stands next to, from the front. */
function added({ id }: CatalogObject, before: readonly string[], after: readonly string[]): Action[] {
  const there = [...before];
  return after.flatMap((label, at) => {
    if (before.includes(label)) return [];
    const previous = after[at - 1];
    const place = previous === undefined ? ` BEFORE ${literal(there[0] ?? "")}` : ` AFTER ${literal(previous)}`;
    const isLast = previous === undefined ? there.length === 0 : there.at(-1) === previous;
    there.splice(previous === undefined ? 0 : there.indexOf(previous) + 1, 0, label);
    return [
      {
        sql: `ALTER TYPE ${nameInSql(id)} ADD VALUE ${literal(label)}${isLast ? "" : place}`,
        // A new label can be used only once its transaction has ended.
        transaction: "forbidden" as const,
      },
    ];
  });
}

/** The way that takes every row of it along, with the rows that have no place in the new type to be decided about first. */
function skeleton({ from, to }: Change, { from: catalog }: AlterContext, gone: readonly string[]): string {
  const [type, old] = [nameInSql(to.id), `${nameOf(from.id)}_old`];
  const columns = usersOf(from.id, catalog).filter(
    ({ kind, attributes }) => kind === "column" && !String(attributes.type).endsWith("[]"),
  );
  const list = gone.map(literal).join(", ");
  return [
    ...columns.flatMap(({ id }) =>
      gone.length === 0
        ? []
        : [`UPDATE ${ownerName(id)} SET ${ownName(id)} = /* another label */ WHERE ${ownName(id)} IN (${list})`],
    ),
    `ALTER TYPE ${type} RENAME TO ${identifier(old)}`,
    `CREATE TYPE ${type} AS ENUM (${listOf(to, "labels").map(literal).join(", ")})`,
    ...columns.map(
      ({ id }) =>
        `ALTER TABLE ${ownerName(id)} ALTER COLUMN ${ownName(id)} TYPE ${type} USING ${ownName(id)}::text::${type}`,
    ),
    `DROP TYPE ${nameInSql(to.id).replace(/[^.]*$/, "")}${identifier(old)}`,
  ].join(";\n");
}
