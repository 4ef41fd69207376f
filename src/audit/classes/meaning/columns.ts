// The columns that a statement names, with their types, as far as its tables and aliases tell. What is not certain is unknown.

import { isTree, nodesOf, strings, type Tree } from "../../../sql/parse.ts";
import { type ColumnFact, relationNamed } from "../../statement/facts.ts";
import { fromBytes } from "../../statement/words.ts";
import type { Asked } from "../class.ts";

type Resolve = (node: unknown) => ColumnFact | undefined;

/** The column that a node is, if it is one and every table of the statement that could have it agrees on its type. */
export function columnsOf({ tree, facts }: Asked): Resolve {
  if (facts === undefined) return () => undefined;
  const derived = new Set([...nodesOf(tree, "CommonTableExpr")].map(({ ctename }) => ctename));
  const tables = [...nodesOf(tree, "RangeVar"), ...targetOf(tree)].flatMap((range) => {
    const name = String(range.relname);
    if (range.schemaname === undefined && derived.has(name)) return [];
    const relation = relationNamed(facts, name, typeof range.schemaname === "string" ? range.schemaname : undefined);
    const alias = isTree(range.alias) ? String(range.alias.aliasname) : name;
    return relation === undefined ? [] : [{ alias, columns: relation.columns }];
  });
  return (node) => {
    const fields = namesOf(node);
    const [column = "", alias] = fields.reverse();
    const named = alias === undefined ? tables : tables.filter((table) => table.alias === alias);
    const found = named.flatMap((table) => table.columns.get(column) ?? []);
    const [first] = found;
    return found.every(({ type, notNull }) => type === first?.type && notNull === first.notNull) ? first : undefined;
  };
}

/** The table of INSERT, UPDATE and DELETE, which stands in the tree without the name of its sort. */
function targetOf(tree: Tree | undefined): Tree[] {
  const [statement] = Object.values(tree ?? {});
  return isTree(statement) && isTree(statement.relation) ? [statement.relation] : [];
}

/** The names that a reference to a column has, from the outermost. */
function namesOf(node: unknown): string[] {
  const reference = isTree(node) ? node.ColumnRef : undefined;
  return isTree(reference) ? strings(reference.fields) : [];
}

/** Where a node stands in the statement. */
export function placeOf({ sql }: Asked, node: Tree): { readonly at?: number } {
  return typeof node.location === "number" ? { at: fromBytes(sql)(node.location) } : {};
}

const texts = new Set(["text", "character varying", "character", "name"]);
const integers = new Set(["smallint", "integer", "bigint"]);

export const isText = (column: ColumnFact | undefined): boolean => column !== undefined && texts.has(column.type);
export const isInteger = (column: ColumnFact | undefined): boolean => column !== undefined && integers.has(column.type);

/** The operator of an expression, as it is written. */
export function operatorOf(expression: Tree): string {
  return strings(expression.name).at(-1) ?? "";
}

/** The constant that a node is: a text, a number; undefined for anything else. */
export function constantOf(node: unknown): string | number | undefined {
  const constant = isTree(node) ? node.A_Const : undefined;
  if (!isTree(constant)) return undefined;
  if (isTree(constant.sval)) return String(constant.sval.sval ?? "");
  return isTree(constant.ival) ? Number(constant.ival.ival ?? 0) : undefined;
}

/** Calls of a function, by its name without a schema. */
export function* callsOf(
  { tree }: Asked,
  ...names: readonly string[]
): Generator<Tree & { readonly args: readonly unknown[] }> {
  for (const call of nodesOf(tree, "FuncCall")) {
    const name = [...nodesOf(call.funcname, "String")].at(-1)?.sval;
    if (names.includes(String(name))) yield { ...call, args: Array.isArray(call.args) ? call.args : [] };
  }
}
