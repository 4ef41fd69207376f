// Whether an expression gives the same each time that a statement evaluates it, and does nothing else: then it may be evaluated once for
// twice, and earlier or later.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { asMoment } from "./moments.ts";
import { asCall, asCast, asConstant, isSame, operatorOf } from "./nodes.ts";

export function isSteady(tree: unknown): boolean {
  if (asConstant(tree) !== undefined || asMoment(tree) !== undefined || nodeOf(tree, "ColumnRef") !== undefined)
    return true;
  return partsOf(tree)?.every(isSteady) ?? false;
}

/** What must be steady for the whole to be; undefined where it is not known to be in any case. */
function partsOf(tree: unknown): readonly unknown[] | undefined {
  const casted = asCast(tree);
  if (casted !== undefined) return casted.to.name.includes(".") ? undefined : [casted.arg];
  const called = asCall(tree);
  if (called !== undefined) return steadyFunctions.includes(called.name) ? called.args : undefined;
  if (isCountOfRows(tree)) return [];
  const expression = nodeOf(tree, "A_Expr");
  if (expression !== undefined) return isPlainOperator(expression) ? operands(expression) : undefined;
  const collated = nodeOf(tree, "CollateClause");
  if (collated !== undefined) return [collated.arg];
  const args = nodeOf(tree, "CoalesceExpr")?.args;
  return Array.isArray(args) ? args : undefined;
}

/** `count(*)` */
function isCountOfRows(tree: unknown): boolean {
  const { agg_star, funcname, ...others } = nodeOf(tree, "FuncCall") ?? {};
  return agg_star === true && isSame(funcname, ["count"]) && Object.keys(others).length === 0;
}

/** None of pg_catalog's own is volatile. */
const isPlainOperator = (expression: Tree) => expression.kind === "AEXPR_OP" && !operatorOf(expression).includes(".");

const operands = ({ lexpr, rexpr }: Tree) => [lexpr, rexpr].filter(isTree);

/** Of pg_catalog's, none of which is volatile for any type of arguments. */
export const steadyFunctions: readonly string[] = [
  "abs",
  "avg",
  "btrim",
  "ceil",
  "concat",
  "count",
  "date_part",
  "date_trunc",
  "extract",
  "floor",
  "left",
  "length",
  "lower",
  "ltrim",
  "max",
  "min",
  "mod",
  "position",
  "power",
  "replace",
  "right",
  "round",
  "rtrim",
  "substring",
  "sum",
  "timezone",
  "trunc",
  "upper",
];
