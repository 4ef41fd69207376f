// What pgloader leaves on what it made: only where that is found may a sentence say what pgloader does. An enum type named
// after its column, DEFAULT NULL::… or a foreign key `…_ibfk_1` come from elsewhere, too, and are no marks.

import type { Catalog, CatalogObject, Side } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf, nameOf, type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { kindsThat } from "../../kinds/registry.ts";
import { counterpart, membersOf } from "../rules/facts.ts";

/** The schemas and tables that bear its marks. */
interface Marked {
  readonly schemas: ReadonlySet<string>;
  readonly tables: ReadonlySet<ObjectId>;
}

const marked = oncePerCatalog((catalog): Marked => {
  const tables = [...catalog.objects.values()].filter(({ kind }) => kind === "table").map(({ id }) => id);
  const numbers = new Map(tables.map((table) => [table, numberOf(table, catalog)]));
  const timesUsed = new Map<string | undefined, number>();
  for (const number of numbers.values()) timesUsed.set(number, (timesUsed.get(number) ?? 0) + 1);
  const isMarked = (table: ObjectId) =>
    (numbers.get(table) !== undefined && timesUsed.get(numbers.get(table)) === 1) || hasStamp(table, catalog);
  const sure = tables.filter(isMarked);
  const schemas = new Set(sure.map(schemaOf));
  // pgloader's index is its mark: a table without any has none, and stands among those that do.
  const among = tables.filter((table) => schemas.has(schemaOf(table)) && keysOf(table, catalog).length === 0);
  return { schemas, tables: new Set([...sure, ...among]) };
});

const schemaOf = (id: ObjectId) => parseObjectId(id).path[0] ?? "";

const hasIndex: readonly unknown[] = ["PRIMARY KEY", "UNIQUE", "EXCLUDE", "INDEX", "UNIQUE INDEX"];

const keysOf = (table: ObjectId, catalog: Catalog): CatalogObject[] =>
  kindsThat(({ hasIndex }) => hasIndex)
    .flatMap((kind) => membersOf(table, kind, catalog))
    .filter(({ attributes }) => hasIndex.includes(attributes.type));

/** The least oid that PostgreSQL gives to what users make. A person who numbers indexes rarely begins there. */
const firstOid = 16384;

/**
 * The one number that all numbered indexes of a table share, its primary key's among them: in the database that pgloader wrote,
 * it is the table's oid. An index by another name may have been made since.
 */
function numberOf(table: ObjectId, catalog: Catalog): string | undefined {
  const keys = keysOf(table, catalog).map(({ id, attributes }) => ({
    isPrimary: attributes.type === "PRIMARY KEY" || ofPrimaryKey.test(nameOf(id)),
    number: numbered.exec(nameOf(id))?.[1],
  }));
  if (keys.some(({ isPrimary, number }) => isPrimary && number === undefined)) return undefined;
  const [number, ...others] = new Set(keys.flatMap((key) => key.number ?? []));
  const isSure = keys.some(({ isPrimary }) => isPrimary) || Number(number) >= firstOid;
  return others.length === 0 && isSure ? number : undefined;
}

const numbered = /^idx_(\d{1,10})_./s;
const ofPrimaryKey = /^idx_\d{1,10}_(?:_?primary|sqlite_autoindex_.+|.+_pkey)$/is;

/** The trigger that pgloader makes of ON UPDATE CURRENT_TIMESTAMP, with its function. */
function hasStamp(table: ObjectId, catalog: Catalog): boolean {
  return membersOf(table, "trigger", catalog).some(
    ({ id, uses = [] }) =>
      nameOf(id) === "on_update_current_timestamp" &&
      uses.some((used) => nameOf(used).startsWith("on_update_current_timestamp_")),
  );
}

/** Did pgloader load any table of this database? */
export function isMarked(catalog: Catalog): boolean {
  return marked(catalog).tables.size > 0;
}

/** Does the live side bear pgloader's marks where this drift is: on its table, or else in its schema? */
export function bearsMarks(drift: Drift, comparison: Comparison): boolean {
  const { schemas, tables } = marked(comparison.live);
  if (tables.size === 0) return false;
  const table = liveTable(drift, comparison);
  return table === undefined ? schemas.has(schemaOf(drift.liveId ?? drift.id)) : tables.has(table);
}

function liveTable({ id, liveId, type }: Drift, comparison: Comparison): ObjectId | undefined {
  const side: Side = type === "missing" ? "declared" : "live";
  const table = tableOf(side === "live" ? (liveId ?? id) : id, comparison[side]);
  return side === "live" || table === undefined ? table : counterpart(table, side, comparison)?.id;
}

/** The table that an object is or belongs to. */
function tableOf(id: ObjectId, catalog: Catalog): ObjectId | undefined {
  if (kindOf(id) === "table") return id;
  const parent = catalog.objects.get(id)?.parent;
  return parent && tableOf(parent, catalog);
}
