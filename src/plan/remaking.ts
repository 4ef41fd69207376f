// What is made again without a time in which it is missing: an index beside the old one, a constraint in one statement with the
// end of the old one, a function over the old one.

import type { CatalogObject } from "../catalog/catalog.ts";
import { contextOf } from "../ddl/context.ts";
import { routineDefinition } from "../ddl/routines.ts";
import { exchanging, making, swapping } from "./making.ts";
import type { Step, Unit } from "./unit.ts";
import type { World } from "./world.ts";

/** Undefined where there is a time between. @throws CannotWrite */
export function exchanged(from: CatalogObject, to: CatalogObject, { to: catalog }: World): readonly Step[] | undefined {
  const table = to.parent === undefined ? undefined : catalog.objects.get(to.parent);
  const isPart = [from, to].some(({ attributes }) => attributes.partitionOf !== undefined);
  if (table?.kind !== "table" || from.id !== to.id || isPart) return undefined;
  const context = contextOf(catalog);
  const made = making(to, context, () => true);
  if (to.kind === "constraint") {
    const steps = exchanging(to, table, context);
    // What follows is said of it: a comment, where its index lies.
    return steps && [...steps, ...made.slice(steps.length)];
  }
  if (to.kind !== "index" || table.attributes.partitionKey !== undefined) return undefined;
  return [...swapping(to, context), ...made.slice(1)];
}

/** `CREATE OR REPLACE`, and made again where PostgreSQL refuses that. @throws CannotWrite */
export function replacing(to: CatalogObject, drift: readonly string[], { to: catalog }: World): Unit {
  const isRoutine = to.kind === "function" && to.attributes.type !== "AGGREGATE";
  const [created] = isRoutine ? [] : making(to, contextOf(catalog), () => false);
  const sql = isRoutine
    ? routineDefinition(to, "OR REPLACE ")
    : (created?.sql.replace(/^CREATE /, "CREATE OR REPLACE ") ?? "");
  const step: Step = { sql, orElse: "again", ...(isRoutine && { hasBody: true as const }) };
  return { does: "alter", object: to.id, attributes: [], drift, steps: [step] };
}
