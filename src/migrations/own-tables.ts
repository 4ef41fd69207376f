// Catalogs without the tables in which a migration tool keeps its record: they are no model's, and a stamp changes them.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { objectId, parseObjectId } from "../catalog/object-id.ts";
import type { Stamper, TableName } from "./stamper.ts";

export function withoutOwnTables(
  catalog: Catalog,
  { beside = [], table: byDefault }: Stamper,
  table: TableName,
): Catalog {
  const own = new Set<string>([table.name, ...beside].map((name) => objectId("table", [table.schema, name])));
  const isOwn = (object: CatalogObject | undefined): boolean =>
    object !== undefined &&
    (own.has(object.id) || (object.parent !== undefined && isOwn(catalog.objects.get(object.parent))));
  const kept = [...catalog.objects.values()].filter((object) => !isOwn(object));
  // A schema that the tool makes for them is theirs as long as it holds nothing else.
  const schema = objectId("schema", [table.schema]);
  const isForThem =
    byDefault.schema === table.schema &&
    kept.every(({ id }) => id === schema || parseObjectId(id).path[0] !== table.schema);
  const objects = kept.filter(({ id }) => !(isForThem && id === schema));
  return { ...catalog, objects: new Map(objects.map((object) => [object.id, object])) };
}
