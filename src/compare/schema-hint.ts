// The commonest mistakes: with a database that pgloader moved, whose tables are all there in a schema of another name; with
// models, that a module of theirs was not imported.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { dotted, parseObjectId } from "../catalog/object-id.ts";
import type { Finding } from "../reporters/reporter.ts";
import type { Comparison } from "./diff/diff.ts";

/**
 * How to map the schemas that hold, under another name, most tables that are missing; empty where none does.
 * @param findings what is told already, and is not told again
 */
export function schemaHints({ declared, live, drift }: Comparison, findings: readonly Finding[]): string[] {
  if (!drift.some(({ type, id }) => type === "missing" && id.startsWith("table:"))) return [];
  const liveTables = tablesBySchema(live);
  const hints: string[] = [];
  for (const [schema, tables] of tablesBySchema(declared)) {
    const missing = drift.filter(({ type, id }) => type === "missing" && isTableOf(id, schema)).length;
    for (const [other, candidates] of liveTables) {
      const shared = [...tables].filter((table) => candidates.has(table)).length;
      if (findings.some(({ id }) => id === notMapped(other))) continue;
      if (other === schema || missing * 2 < tables.size || shared * 2 < tables.size) continue;
      const counted = `${shared} of the ${tables.size} tables declared in ${schema}`;
      hints.push(`The live schema ${other} has ${counted}. Try --map-schema ${other}=${schema}.`);
    }
  }
  return hints;
}

/** The id of the finding that this live schema was compared with nothing. */
export const notMapped = (schema: string) => `schema-${schema}-not-mapped`;

/** A table that no model knows is the blind spot of SQLAlchemy's, whose modules must be imported to be found. */
export function unknownTables(drift: readonly Drift[], locator: string, model: string | undefined): string[] {
  if (!locator.startsWith("sqlalchemy:")) return [];
  const unknown = drift.filter(({ type, id }) => type === "unexpected" && id.startsWith("table:"));
  if (model === undefined || unknown.length === 0) return [];
  const names = unknown.map(({ id }) => dotted(id)).join(", ");
  return [
    `The declared side (${model}) lacks ${names}. Import the modules that declare them, or name these in the locator.`,
  ];
}

function tablesBySchema({ objects }: Catalog): Map<string, Set<string>> {
  const schemas = new Map<string, Set<string>>();
  for (const { id, kind } of objects.values()) {
    if (kind !== "table") continue;
    const [schema = "", table = ""] = parseObjectId(id).path;
    const tables = schemas.get(schema) ?? new Set();
    schemas.set(schema, tables.add(table));
  }
  return schemas;
}

function isTableOf(id: string, schema: string): boolean {
  const { kind, path } = parseObjectId(id);
  return kind === "table" && path[0] === schema;
}
