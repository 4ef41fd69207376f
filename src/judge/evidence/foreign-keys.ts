// Which columns foreign keys compare with a column, in both directions.

import type { Catalog } from "../../catalog/catalog.ts";
import { dotted, type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { listOf } from "./facts.ts";

/** A foreign key, and the table and column at its other end. */
export type Pair = readonly [key: ObjectId, table: ObjectId, column: string];

export function pairsOf(table: ObjectId, column: string, catalog: Catalog): readonly Pair[] {
  return pairsByColumn(catalog).get(JSON.stringify([dotted(table), column])) ?? [];
}

const pairsByColumn = oncePerCatalog((catalog) => {
  const pairs = new Map<string, Pair[]>();
  const add = (table: string, column: string, pair: Pair) => {
    const key = JSON.stringify([table, column]);
    pairs.set(key, [...(pairs.get(key) ?? []), pair]);
  };
  for (const { id, parent, attributes: own } of catalog.objects.values()) {
    if (own.type !== "FOREIGN KEY" || parent === undefined) continue;
    const [referenced, columns] = [String(own.references), listOf(own.columns)];
    const other = objectId("table", parseObjectId(`table:${referenced}`).path);
    for (const [at, name] of listOf(own.referencedColumns).entries()) {
      const column = columns[at] ?? "";
      add(dotted(parent), column, [id, other, name]);
      add(referenced, name, [id, parent, column]);
    }
  }
  return pairs;
});
