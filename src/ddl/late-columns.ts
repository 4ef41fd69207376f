// A column that a parent was given after a child had columns of its own stands behind those in the child. It is given again in
// the same order: the parent without it, the child, then the column.

import type { CatalogObject } from "../catalog/catalog.ts";
import { nameOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { flag, list } from "../kinds/row.ts";
import { columnDefinition, columnsOf } from "./columns.ts";
import { descendants } from "./families.ts";
import { ownerName } from "./naming.ts";
import { namedIn } from "./references.ts";
import type { Context, Statement } from "./statement.ts";

/** Stands for the table as it is when it was just created. */
export const createdOf = (table: ObjectId): ObjectId => objectId("created", parseObjectId(table).path);

/** What a child has from its parents behind a column of its own. */
function lateIn(table: ObjectId, context: Context): readonly string[] {
  const columns = columnsOf(table, context);
  const parents = namedIn(context, ...list(context.catalog.objects.get(table)?.attributes ?? {}, "inherits"));
  const given = new Set(parents.flatMap((parent) => columnsOf(parent, context).map(({ id }) => nameOf(id))));
  const first = parents.length === 0 ? -1 : columns.findIndex(({ id }) => !given.has(nameOf(id)));
  const late = first < 0 ? [] : columns.slice(first).filter(({ attributes }) => flag(attributes, "inherited"));
  return late.map(({ id }) => nameOf(id));
}

/** The columns of a table itself that come so late. */
export function lateColumns(table: ObjectId, context: Context): readonly CatalogObject[] {
  const late = new Set(descendants(table, context).flatMap((each) => lateIn(each, context)));
  if (late.size === 0) return [];
  return columnsOf(table, context).filter(
    ({ id, attributes }) => late.has(nameOf(id)) && !flag(attributes, "inherited"),
  );
}

const isEarly = (table: ObjectId, context: Context) =>
  [table, ...descendants(table, context)].some((each) => lateIn(each, context).length > 0);

/** The parents, whole or as they were at first. */
export function neededParents({ id, attributes }: CatalogObject, context: Context): ObjectId[] {
  const parents = namedIn(context, ...list(attributes, "inherits"));
  return parents.length > 0 && isEarly(id, context) ? parents.map(createdOf) : parents;
}

export function addLate(table: ObjectId, context: Context): Statement[] {
  const below = descendants(table, context);
  const early = below.filter((each) => isEarly(each, context)).map(createdOf);
  return lateColumns(table, context).map((column) => {
    const { sql, needs } = columnDefinition(column, context);
    return {
      sql: `ALTER TABLE ${ownerName(column.id)} ADD COLUMN ${sql}`,
      makes: [table, column.id, ...below],
      needs: [...needs, ...early],
    };
  });
}
