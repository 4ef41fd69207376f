// A column that a table has from a parent alone comes and goes with the parent's: to tell of both is to tell it twice.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { memberId, nameOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "./diff/diff.ts";
import type { InProgress, Step } from "./step.ts";

export const inherited: Step = {
  name: "inherited",
  why: "A column that a table has only from its parent comes and goes with the parent's column: one change, one drift.",
  neverHides: "A column that the table declares itself, or whose parent's column is not part of the same drift.",
  run: withoutInherited,
};

function withoutInherited(comparison: InProgress): InProgress {
  const gone = new Set(comparison.drift.filter(({ type }) => type !== "changed").map(keyOf));
  if (gone.size === 0) return comparison;
  return { ...comparison, drift: comparison.drift.filter((drift) => !comesWithParent(drift, gone, comparison)) };
}

const keyOf = ({ type, id }: Pick<Drift, "type" | "id">) => `${type} ${id}`;

function comesWithParent({ type, id }: Drift, gone: ReadonlySet<string>, { declared, live }: Comparison): boolean {
  const catalog = type === "missing" ? declared : type === "unexpected" ? live : undefined;
  if (catalog?.objects.get(id)?.attributes.inherited !== true) return false;
  return parentColumns(catalog, id).some((parent) => gone.has(keyOf({ type, id: parent })));
}

function parentColumns({ objects }: Catalog, id: ObjectId): ObjectId[] {
  const table = objects.get(id)?.parent;
  const inherits = table === undefined ? undefined : objects.get(table)?.attributes.inherits;
  const parents = Array.isArray(inherits) ? (inherits as readonly string[]) : [];
  return parents.map((parent) =>
    memberId("column", objectId("table", parseObjectId(`table:${parent}`).path), nameOf(id)),
  );
}
