// Constraints as pg-structure sees them. It knows neither of their copies on partitions nor how an index behind one works.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { objectId, qualified } from "../../catalog/object-id.ts";

import type { Kind, SecondReading, Values } from "../kind.ts";
import { list } from "../row.ts";
import type {
  InSchema,
  Structure,
  StructureConstraint,
  StructureForeignKey,
  StructureTable,
} from "../structure/structure.ts";
import { columnsOf, comparableColumns } from "./indexes.ts";

export const secondConstraints: NonNullable<Kind["structure"]> = {
  read: (db) => [
    ...db.tables.flatMap((table) => ofTable(db, table)),
    ...db.domains.flatMap((domain) =>
      domain.checkConstraints.map((check) => second(domain, check, { type: "CHECK", definition: check.expression })),
    ),
  ],
  comparable: ({ attributes: own }) => ({
    columns: own.keys === undefined ? own.columns : comparableColumns(own),
    // It takes them from the referenced index, in that one's order.
    referencedColumns: list(own, "referencedColumns").toSorted(),
    ...(own.type === "CHECK" && { definition: checkDefinition(own) }),
  }),
};

function second({ schema, name }: InSchema, constraint: StructureConstraint, told: Values): SecondReading {
  const { isDeferrable, isDeferred, comment } = constraint;
  return {
    id: objectId("constraint", [schema.name, name, constraint.name]),
    attributes: { ...told, deferrable: isDeferrable, deferred: isDeferred, comment: comment ?? null },
  };
}

function ofTable(db: Structure, table: StructureTable): SecondReading[] {
  const { primaryKey, uniqueConstraints, foreignKeys, checkConstraints, exclusionConstraints } = table;
  const own = (constraint: StructureConstraint) => db.isOwn(table, constraint);
  return [
    ...(primaryKey ? [second(table, primaryKey, { type: "PRIMARY KEY", columns: columnsOf(primaryKey.index) })] : []),
    ...uniqueConstraints.map((key) => second(table, key, { type: "UNIQUE", columns: columnsOf(key.index) })),
    ...foreignKeys.filter(own).map((key) => second(table, key, foreignKey(key))),
    ...checkConstraints
      .filter(own)
      .map((check) => second(table, check, { type: "CHECK", definition: check.expression })),
    // Its definition is not kept, and its columns are not ours: we read the definition.
    ...exclusionConstraints.map((exclusion) => second(table, exclusion, { type: "EXCLUDE" })),
  ];
}

function foreignKey({
  columns,
  referencedTable,
  referencedColumns,
  matchType,
  onUpdate,
  onDelete,
}: StructureForeignKey): Values {
  const referenced = referencedColumns.map(({ name }) => name).toSorted();
  return {
    type: "FOREIGN KEY",
    columns: columns.map(({ name }) => name),
    references: qualified(referencedTable.schema.name, referencedTable.name),
    // The index may carry more columns than the key has.
    referencedColumns: referenced.length === columns.length ? referenced : undefined,
    match: matchType === "SIMPLE" ? null : matchType,
    onUpdate,
    onDelete,
  };
}

/** As `pg_get_constraintdef` puts it together. */
function checkDefinition(own: CatalogObject["attributes"]): string {
  const validity = own.notEnforced ? " NOT ENFORCED" : own.notValid ? " NOT VALID" : "";
  return `CHECK (${own.expression})${own.noInherit ? " NO INHERIT" : ""}${validity}`;
}
