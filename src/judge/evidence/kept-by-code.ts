// The guard of every equivalence that sets a column's type aside: what is stored in the database may need just that type.

import type { Drift } from "../../catalog/drift.ts";
import { kindOf, nameOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { declined, type Refusal } from "../equivalence.ts";
import { bothSides, isForeign } from "./facts.ts";
import { anyUse, routineOtherwise, type Use } from "./routines.ts";
import { toldByType } from "./told-by-type.ts";

/** A refusal where live code does with the column what depends on its type. Of two values alone nothing of the kind is known. */
export function keptByCode(drift: Drift, comparison: Comparison, use: Use = anyUse): Refusal | undefined {
  const column = kindOf(drift.id) === "column" ? bothSides(drift, comparison)?.live : undefined;
  if (column?.parent === undefined) return undefined;
  if (isForeign(column)) return declined(`${column.parent} is on another server, where the type did not change`);
  const [name, { live }] = [nameOf(column.id), comparison];
  const by = routineOtherwise(column.parent, name, live, use) ?? toldByType(column.parent, name, live);
  return by && declined(`${by} uses the column in a way that depends on its type`);
}
