// What pgloader leaves on what it made: only where that is found may a sentence say what pgloader does. An enum type named
// after its column, DEFAULT NULL::… or a foreign key `…_ibfk_1` come from elsewhere, too, and are no marks.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { nameOf, type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import { isOfPrimaryKey, numberedKinds, numberIn, stampName } from "./names.ts";

/** The schemas and tables that bear its marks. */
export interface Marked {
  readonly schemas: ReadonlySet<string>;
  readonly tables: ReadonlySet<ObjectId>;
}

export const markedBy = oncePerCatalog((catalog): Marked => {
  const objects = [...catalog.objects.values()];
  const tables = objects.filter(({ kind }) => kind === "table").map(({ id }) => id);
  const keys = byParent(objects.filter(isKey));
  const stamps = byParent(objects.filter(isStamp));
  const numbers = new Map(tables.map((table) => [table, numberOf(keys.get(table) ?? [])]));
  const timesUsed = new Map<string | undefined, number>();
  for (const number of numbers.values()) timesUsed.set(number, (timesUsed.get(number) ?? 0) + 1);
  const isMarked = (table: ObjectId) =>
    (numbers.get(table) !== undefined && timesUsed.get(numbers.get(table)) === 1) || stamps.has(table);
  const sure = tables.filter(isMarked);
  const schemas = new Set(sure.map(schemaOf));
  // pgloader's index is its mark: a table without any has none, and stands among those that do.
  const among = tables.filter((table) => schemas.has(schemaOf(table)) && !keys.has(table));
  return { schemas, tables: new Set([...sure, ...among]) };
});

export const schemaOf = (id: ObjectId) => parseObjectId(id).path[0] ?? "";

function byParent(objects: readonly CatalogObject[]): ReadonlyMap<ObjectId, readonly CatalogObject[]> {
  const groups = new Map<ObjectId, CatalogObject[]>();
  for (const object of objects) {
    if (object.parent === undefined) continue;
    const group = groups.get(object.parent);
    if (group === undefined) groups.set(object.parent, [object]);
    else group.push(object);
  }
  return groups;
}

const hasIndex: readonly unknown[] = ["PRIMARY KEY", "UNIQUE", "EXCLUDE", "INDEX", "UNIQUE INDEX"];

const isKey = ({ kind, attributes }: CatalogObject) =>
  numberedKinds.includes(kind) && hasIndex.includes(attributes.type);

/** The least oid that PostgreSQL gives to what users make. A person who numbers indexes rarely begins there. */
const firstOid = 16384;

/**
 * The one number that all numbered indexes of a table share, its primary key's among them: in the database that pgloader wrote,
 * it is the table's oid. An index by another name may have been made since.
 */
function numberOf(keysOfTable: readonly CatalogObject[]): string | undefined {
  const keys = keysOfTable.map(({ id, attributes }) => ({
    isPrimary: attributes.type === "PRIMARY KEY" || isOfPrimaryKey(nameOf(id)),
    number: numberIn(nameOf(id)),
  }));
  if (keys.some(({ isPrimary, number }) => isPrimary && number === undefined)) return undefined;
  const [number, ...others] = new Set(keys.flatMap((key) => key.number ?? []));
  const isSure = keys.some(({ isPrimary }) => isPrimary) || Number(number) >= firstOid;
  return others.length === 0 && isSure ? number : undefined;
}

/** The trigger that pgloader makes of ON UPDATE CURRENT_TIMESTAMP, with its function. */
function isStamp({ id, kind, uses = [] }: CatalogObject): boolean {
  return (
    kind === "trigger" && nameOf(id) === stampName && uses.some((used) => nameOf(used).startsWith(`${stampName}_`))
  );
}

/** Did pgloader load any table of this database? */
export function isMarked(catalog: Catalog): boolean {
  return markedBy(catalog).tables.size > 0;
}
