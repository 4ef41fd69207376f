// A new partition of a table that is there gets its keys and indexes before it is attached: else PostgreSQL makes its own of them.

import { kindOf } from "../catalog/object-id.ts";
import type { Unit } from "./unit.ts";

/** @param isNew is it the partition of a table that was there before? */
export function attachedLast(units: readonly Unit[], isNew: (unit: Unit) => boolean): Unit[] {
  const last: Unit[] = [];
  const first = units.map((unit) => {
    const at = unit.steps.findIndex(({ sql }) => sql.includes(" ATTACH PARTITION "));
    if (unit.does !== "make" || kindOf(unit.object) !== "table" || at < 0 || !isNew(unit)) return unit;
    const checks = unit.steps.slice(0, at).filter(({ sql }) => sql.includes(" ADD CONSTRAINT "));
    const steps = [...checks, ...unit.steps.slice(at, at + 1)];
    const { remakes: _, ...about } = unit;
    last.push({ ...about, does: "alter", attributes: ["partitionOf", "partitionBound"], steps });
    return { ...unit, steps: unit.steps.filter((step) => !steps.includes(step)) };
  });
  return [...first, ...last];
}
