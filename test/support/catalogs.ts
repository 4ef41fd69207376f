// Snapshots for tests of what is around a catalog, made without a database: the reader takes them for real ones.

import type { Attributes, Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import { memberId, objectId } from "../../src/catalog/object-id.ts";

/** A catalog of one schema and one table with these columns. */
export function catalogOf(columns: Readonly<Record<string, Attributes>>): Catalog {
  const table = objectId("table", ["public", "users"]);
  const objects: CatalogObject[] = [
    { id: objectId("schema", ["public"]), kind: "schema", attributes: {} },
    { id: table, kind: "table", attributes: {} },
    ...Object.entries(columns).map(([name, attributes], at) => ({
      id: memberId("column", table, name),
      kind: "column",
      parent: table,
      ordinal: at + 1,
      attributes,
    })),
  ];
  return { server: "18.6", notCompared: [], objects: new Map(objects.map((object) => [object.id, object])) };
}
