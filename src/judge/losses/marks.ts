// Whether the live side bears pgloader's marks where a drift is.

import type { Catalog, Side } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf, type ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { markedBy, schemaOf } from "../../pgloader/marks.ts";
import { counterpart } from "../evidence/facts.ts";

/** Does the live side bear pgloader's marks where this drift is: on its table, or else in its schema? */
export function bearsMarks(drift: Drift, comparison: Comparison): boolean {
  const { schemas, tables } = markedBy(comparison.live);
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
