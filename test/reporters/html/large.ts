// A schema of many tables that drifts in thousands of places, as catalogs: to restore it would take longer than all that is tested.

import type { Attributes, Catalog, CatalogObject } from "../../../src/catalog/catalog.ts";
import { memberId, type ObjectId, objectId } from "../../../src/catalog/object-id.ts";
import type { Comparison } from "../../../src/compare/diff/diff.ts";
import { compare } from "../../../src/compare/steps.ts";
import { judge } from "../../../src/judge/judge.ts";
import { loadPreset } from "../../../src/judge/rules/load.ts";
import { reportOf } from "../../../src/report.ts";
import type { Report } from "../../../src/reporters/reporter.ts";

const columnsOfEach = 12;

/** The drift that pgloader makes, and noise beside it. @param drifts how many columns drift */
export async function largeReport(tables: number, drifts: number): Promise<Report> {
  const comparison = await largeComparison(tables, drifts);
  const verdict = await judge(comparison, { rules: await loadPreset() });
  return reportOf(comparison, verdict, { declared: "models.sql", live: "postgres://shop@db.example.com/shop" });
}

/** Both catalogs and what differs, noise too. */
export function largeComparison(tables: number, drifts: number): Promise<Comparison> {
  const declared = catalogOf(tables, (_, attributes) => attributes);
  let left = drifts;
  const live = catalogOf(tables, (at, attributes) => {
    if (at % 3 === 0) return { ...attributes, type: noisy[String(attributes.type)] ?? String(attributes.type) };
    if (left === 0 || at % 12 > 5) return attributes;
    left -= 1;
    return drifted(at, attributes);
  });
  return compare(declared, live);
}

/** What a rule calls noise. */
const noisy: Readonly<Record<string, string>> = {
  "timestamp without time zone": "timestamp with time zone",
  integer: "bigint",
};

function drifted(at: number, attributes: Attributes): Attributes | undefined {
  if (at % 24 === 1) return undefined;
  if (at % 5 === 0) return { ...attributes, default: "'none'::text" };
  return at % 2 === 0 ? { ...attributes, notNull: true } : { ...attributes, type: "character varying(80)" };
}

const types = ["integer", "character varying(255)", "timestamp without time zone", "jsonb", "numeric(10,2)", "boolean"];

export function catalogOf(
  tables: number,
  change: (at: number, attributes: Attributes) => Attributes | undefined,
): Catalog {
  const objects = new Map<ObjectId, CatalogObject>();
  const add = (object: CatalogObject) => objects.set(object.id, object);
  const idOf = (at: number) => objectId("table", ["public", `${words[at % words.length]}_${at}`]);
  add({ id: objectId("schema", ["public"]), kind: "schema", attributes: {} });
  for (let table = 0; table < tables; table++) {
    const id = idOf(table);
    add({ id, kind: "table", attributes: {} });
    for (let column = 0; column < columnsOfEach; column++) {
      const type = types[column % types.length] ?? "text";
      const own = column === 0 ? { type, notNull: true } : { type, default: "0" };
      const attributes = column === 0 ? own : change(table * columnsOfEach + column, own);
      const name = column === 0 ? "id" : `${types[column % types.length]?.split(" ")[0]?.split("(")[0]}_${column}`;
      if (attributes !== undefined)
        add({ id: memberId("column", id, name), kind: "column", parent: id, ordinal: column, attributes });
    }
    for (const other of table === 0 ? [] : new Set([Math.floor(table / 3), table % 40]))
      if (other !== table) add(foreignKey(id, idOf(other), `fk_${table}_${other}`));
  }
  return { server: "18.6", objects, notCompared: [] };
}

function foreignKey(table: ObjectId, references: ObjectId, name: string): CatalogObject {
  const attributes = {
    type: "FOREIGN KEY",
    columns: ["integer_6"],
    references: references.slice("table:".length),
    referencedColumns: ["id"],
    onUpdate: "NO ACTION",
    onDelete: "CASCADE",
  };
  return { id: memberId("constraint", table, name), kind: "constraint", parent: table, attributes };
}

const words = ["orders", "customers", "invoices", "payments", "shipments", "products", "carts", "reviews", "suppliers"];
