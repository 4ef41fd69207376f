// A sequence that goes over to another column is let go first: it would be dropped with the column that had it, and its value lost.

import { nameInSql } from "../sql/identifier.ts";
import type { Changes } from "./changes.ts";
import type { Unit } from "./unit.ts";
import type { World } from "./world.ts";

export function freedSequences({ altered, dropped }: Changes, { from, driftOf }: World): Unit[] {
  return altered.flatMap(({ from: was, attributes }): Unit[] => {
    const column = was.parent === undefined ? undefined : from.objects.get(was.parent);
    if (was.kind !== "sequence" || !attributes.includes("ownedBy") || column === undefined) return [];
    if (column.attributes.identity !== undefined) return [];
    const goes = dropped.has(column.id) || (column.parent !== undefined && dropped.has(column.parent));
    if (!goes) return [];
    const steps = [{ sql: `ALTER SEQUENCE ${nameInSql(was.id)} OWNED BY NONE` }];
    return [{ does: "alter", object: was.id, attributes: [], steps, drift: driftOf(was.id, "ownedBy") }];
  });
}
