// What reads the columns of a table, as parse trees: its checks, generated columns, indexes, policies, triggers and rules, how it is
// partitioned, and the views and other tables' policies that name it. The text of functions is not read.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { wrappers } from "../../kinds/syntax.ts";
import { nodesOf, parseStatements } from "../../sql/parse.ts";

export interface Reader {
  readonly id: ObjectId;
  readonly tree: unknown;
}

/** What reads a table or a view. PostgreSQL's parser must be loaded. */
export function readersOf(relation: ObjectId, catalog: Catalog): readonly Reader[] {
  return readersByTable(catalog).get(asTable(relation)) ?? [];
}

/** Tables, foreign tables and views share their names. */
const asTable = (relation: ObjectId) => objectId("table", parseObjectId(relation).path);

const readersByTable = oncePerCatalog(({ objects }) => {
  const readers = new Map<ObjectId, Reader[]>();
  for (const object of objects.values())
    for (const sql of statementsOf(object)) {
      const tree = parseStatements(sql);
      for (const table of tree === undefined ? [] : new Set([...ownTable(object), ...tablesIn(tree)])) {
        const reader = { id: object.id, tree };
        const others = readers.get(table);
        if (others === undefined) readers.set(table, [reader]);
        else others.push(reader);
      }
    }
  return readers;
});

function ownTable({ kind, id, parent }: CatalogObject): ObjectId[] {
  if (kind === "table") return [id];
  return parent === undefined ? [] : [asTable(parent)];
}

/** Tables and views alike. With an empty search_path PostgreSQL prints the schema of each. */
export function tablesIn(tree: unknown): ObjectId[] {
  return [...nodesOf(tree, "RangeVar")].flatMap(({ schemaname, relname }) =>
    typeof schemaname === "string" && typeof relname === "string" ? [objectId("table", [schemaname, relname])] : [],
  );
}

/** The SQL in an object's attributes, each as a statement that PostgreSQL's grammar takes. */
function statementsOf({ kind, attributes }: CatalogObject): string[] {
  // Neither is code of the table's: a function stands by itself, and statistics steer the planner.
  if (kind === "function" || kind === "statistics") return [];
  return Object.entries(attributes).flatMap(([attribute, value]) => {
    const syntax = kindNamed(kind)?.attributes[attribute]?.syntax;
    const wrapper = syntax && wrappers[syntax];
    // A default reads no column, and most columns have one.
    if (wrapper === undefined || attribute === "default") return [];
    const isColumn = (sql: unknown) => syntax === "index key" && !String(sql).includes("(");
    return [value].flat().flatMap((sql) => (isColumn(sql) ? [] : [`${wrapper[0]}${sql}${wrapper[1]}`]));
  });
}
