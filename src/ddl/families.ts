// Who inherits from a table, or is its partition, over however many steps; and from whom a table does.

import type { AttributeValue, Catalog, CatalogObject } from "../catalog/catalog.ts";
import { type ObjectId, objectId } from "../catalog/object-id.ts";
import { pathNamed } from "./keys.ts";
import type { Context } from "./statement.ts";

/** The table that an attribute names without its kind, as `partitionOf` does. */
export function tableNamed(name: AttributeValue | undefined, { objects }: Catalog): CatalogObject | undefined {
  return typeof name === "string" ? objects.get(objectId("table", pathNamed(name))) : undefined;
}

export function descendants(table: ObjectId | undefined, context: Context): ObjectId[] {
  const children = table === undefined ? [] : context.children(table);
  return children.flatMap((child) => [child, ...descendants(child, context)]);
}
