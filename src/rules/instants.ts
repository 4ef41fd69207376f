// Whether code that reads a column takes it for an instant and nothing else: then it says the same of a timestamp and of a
// timestamptz, whatever the session's time zone.

import { castOf, constantOf, isNow, nodeOf } from "../sql/expression.ts";
import { isTree, nodesOf, type Tree } from "../sql/parse.ts";

export interface Scope {
  /** The column, and what it is called further out in a query. */
  readonly names: ReadonlySet<string>;
  /** Is this, by its name, another column of type timestamptz? */
  readonly isAware: (column: string) => boolean;
  /** A view hands its columns on; anywhere else the value goes into something else. */
  readonly isView: boolean;
}

/** The column under its own name, and under those that this query gives it. */
export function namesOf(column: string, tree: unknown, isAware: Scope["isAware"]): ReadonlySet<string> {
  const names = new Set([column]);
  const targets = [...nodesOf(tree, "ResTarget")];
  for (let before = 0; before !== names.size; ) {
    before = names.size;
    for (const { name, val } of targets)
      if (typeof name === "string" && reads(val, names) && isInstant(val, { names, isAware })) names.add(name);
  }
  return names;
}

/** Is it only selected, sorted, grouped, tested for NULL, or compared with other instants? */
export function isOnlyInstant(tree: unknown, scope: Scope): boolean {
  if (Array.isArray(tree)) return tree.every((each) => isOnlyInstant(each, scope));
  if (!isTree(tree)) return true;
  if ((nodeOf(tree, "PartitionElem") ?? nodeOf(tree, "ColumnRef")) !== undefined) return !reads(tree, scope.names);
  if (isHarmless(tree, scope)) return true;
  return Object.entries(tree).every(([field, value]) => {
    const isListed = scope.isView && field === "groupClause" && Array.isArray(value);
    return isOnlyInstant(isListed ? value.filter((each) => !isInstant(each, scope)) : value, scope);
  });
}

function isHarmless(tree: Tree, scope: Scope): boolean {
  const [test, call] = [nodeOf(tree, "NullTest"), nodeOf(tree, "FuncCall")];
  if (test !== undefined) return isInstant(test.arg, scope);
  if (nameOfCall(call) === "count") return argumentsOf(call).every((arg) => isInstant(arg, scope)) && isBare(call);
  const handed = nodeOf(tree, "ResTarget")?.val ?? nodeOf(tree, "SortBy")?.node;
  if (handed !== undefined) return scope.isView && isInstant(handed, scope);
  const comparison = nodeOf(tree, "A_Expr");
  if (comparison === undefined || !comparisons.has(`${comparison.kind} ${operatorOf(comparison)}`)) return false;
  const sides = [comparison.lexpr, comparison.rexpr];
  return sides.every((side) => isInstant(side, scope)) || sides.every(isRow);
}

const operators = ["=", "<>", "<", "<=", ">", ">="];
const comparisons = new Set([
  ...operators.map((operator) => `AEXPR_OP ${operator}`),
  "AEXPR_DISTINCT =",
  "AEXPR_NOT_DISTINCT =",
]);

/** The column itself or another that is aware of its zone, now(), the first or last of them. */
function isInstant(tree: unknown, scope: Pick<Scope, "names" | "isAware">): boolean {
  if (!isTree(tree)) return false;
  const column = pathOf(tree)?.at(-1);
  if (column !== undefined) return scope.names.has(column) || scope.isAware(column);
  const call = nodeOf(tree, "FuncCall");
  const isExtreme = ["min", "max"].includes(nameOfCall(call)) && isBare(call);
  const among = isExtreme ? argumentsOf(call) : (nodeOf(tree, "CoalesceExpr") ?? nodeOf(tree, "MinMaxExpr"))?.args;
  if (Array.isArray(among)) return among.length > 0 && among.every((each) => isInstant(each, scope));
  return isNow(tree) || isAroundNow(tree);
}

/** `now() - '1 day'::interval`. The column itself may not be moved so: a day is not always 24 hours where there is a zone. */
function isAroundNow(tree: Tree): boolean {
  const sum = nodeOf(tree, "A_Expr");
  if (sum?.kind !== "AEXPR_OP" || !["+", "-"].includes(operatorOf(sum))) return false;
  const [from, by] = [sum.lexpr, sum.rexpr];
  const interval = isTree(by) ? castOf(by) : undefined;
  return isTree(from) && isNow(from) && interval?.type === "interval" && constantOf(interval.arg) !== undefined;
}

/** Does it name one of these columns, by itself, as the key of a partitioned table, or with its whole row? */
function reads(tree: unknown, names: ReadonlySet<string>): boolean {
  for (const { name } of nodesOf(tree, "PartitionElem")) if (names.has(String(name))) return true;
  for (const reference of nodesOf(tree, "ColumnRef")) {
    const path = pathOf({ ColumnRef: reference });
    if (path === undefined || names.has(path.at(-1) ?? "")) return true;
  }
  return false;
}

/** Undefined for a whole row: `t.*`. */
function pathOf(tree: unknown): readonly string[] | undefined {
  const reference = nodeOf(tree, "ColumnRef");
  if (reference === undefined || !nodesOf(reference, "A_Star").next().done) return undefined;
  return [...nodesOf(reference, "String")].map(({ sval }) => String(sval));
}

const isRow = (tree: unknown) => nodeOf(tree, "ColumnRef") !== undefined && pathOf(tree) === undefined;

const operatorOf = ({ name }: Tree) => [...nodesOf(name, "String")].map(({ sval }) => String(sval)).join(".");

const nameOfCall = (call: Tree | undefined) =>
  [...nodesOf(call?.funcname, "String")].map(({ sval }) => String(sval)).join(".");

const argumentsOf = (call: Tree | undefined): readonly unknown[] => (Array.isArray(call?.args) ? call.args : []);

/** An aggregate of all rows: without FILTER, OVER or an order of its own. */
const isBare = (call: Tree | undefined) =>
  ["agg_filter", "over", "agg_order"].every((field) => call?.[field] === undefined);
