// What PostgreSQL chooses by the type of a column, so that the same words say something else of another type.

import type { Catalog } from "../../catalog/catalog.ts";
import { nameOf, type ObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { nodeOf } from "../../sql/expression.ts";
import { nodesOf, strings, type Tree } from "../../sql/parse.ts";
import { readersOf } from "./readers.ts";
import { reads } from "./uses.ts";

/** What reads the column of a table and says something else of another type. */
export function toldByType(table: ObjectId, column: string, catalog: Catalog): ObjectId | undefined {
  const names = new Set([column]);
  const isOverloaded = (name: string) => (overloads(catalog).get(name) ?? 0) > 1;
  const isTold = ({ funcname, args }: Tree) => {
    const path = strings(funcname);
    const name = path.at(-1) ?? "";
    return reads(args, names) && (telling.has(name) || (path.length > 1 && isOverloaded(name)));
  };
  return readersOf(table, catalog).find(
    ({ tree }) =>
      [...nodesOf(tree, "FuncCall")].some(isTold) ||
      [...nodesOf(tree, "A_Expr")].some((operation) => isShift(operation) && reads(operation.lexpr, names)) ||
      [...nodesOf(tree, "TypeCast")].some(
        (cast) => isBits(cast) && reads(nodeOf(cast.arg, "ColumnRef") && cast.arg, names),
      ),
  )?.id;
}

/** pg_catalog's, whose result depends on how many bytes a value has. */
const telling = new Set(["to_hex", "to_oct", "to_bin", "pg_typeof", "pg_column_size"]);

/** Bits leave an integer at its left end. */
const isShift = ({ name }: Tree) => [...nodesOf(name, "String")].some(({ sval }) => sval === "<<");

const isBits = ({ typeName }: Tree) =>
  [...nodesOf(typeName, "String")].some(({ sval }) => sval === "bit" || sval === "varbit");

const overloads = oncePerCatalog(({ objects }) => {
  const counts = new Map<string, number>();
  for (const { id, kind } of objects.values())
    if (kind === "function") counts.set(nameOf(id), (counts.get(nameOf(id)) ?? 0) + 1);
  return counts;
});
