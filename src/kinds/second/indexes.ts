// Indexes as pg-structure sees them. It knows neither method, order, operator class nor validity, and looks for their
// comments in the wrong catalog.

import type { Attributes } from "../../catalog/catalog.ts";
import { objectId } from "../../catalog/object-id.ts";
import type { Kind } from "../kind.ts";
import { list } from "../row.ts";
import type { StructureIndex, StructureMaterializedView, StructureTable } from "../structure/structure.ts";
import { leadingName } from "../structure/words.ts";

export const secondIndexes: NonNullable<Kind["structure"]> = {
  read: (db) =>
    [...db.tables, ...db.materializedViews].flatMap((on) =>
      withoutConstraint(on).map((index) => ({
        id: objectId("index", [on.schema.name, on.name, index.name]),
        attributes: {
          type: index.isUnique ? "UNIQUE INDEX" : "INDEX",
          columns: columnsOf(index),
          predicate: index.partialIndexExpression ?? null,
        },
      })),
    ),
  comparable: ({ attributes: own }) => ({ columns: comparableColumns(own) }),
};

function withoutConstraint(on: StructureTable | StructureMaterializedView): readonly StructureIndex[] {
  if (!("primaryKey" in on)) return on.indexes;
  const keys = [...(on.primaryKey ? [on.primaryKey] : []), ...on.uniqueConstraints, ...on.exclusionConstraints];
  const behind = new Set(keys.map(({ index }) => index.oid));
  return on.indexes.filter(({ oid }) => !behind.has(oid));
}

const anExpression = "(an expression)";

/** The columns of an index, INCLUDE's at the end. */
export function columnsOf({ columnsAndExpressions }: StructureIndex): string[] {
  // It cuts the expressions apart at each comma, so of an expression it is only known that it is one.
  return columnsAndExpressions.map((column) => (typeof column === "object" ? column.name : anExpression));
}

/** Ours in the same words. */
export function comparableColumns(own: Attributes): string[] {
  return [...list(own, "keys"), ...list(own, "include")].map((key) => leadingName(key).name ?? anExpression);
}
