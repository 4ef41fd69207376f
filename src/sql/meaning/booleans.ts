// A boolean against its comparison with a constant, and a comparison against its negation: `d = false` is `NOT d`, NULL included.
// `d IS TRUE` is never NULL and so another.

import { nodeOf } from "../expression.ts";
import type { Tree } from "../parse.ts";
import { among, asAmong, asConstant, not, operatorOf } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

export const booleans: Rewriting = {
  name: "booleans",
  differsIn: "how a truth value is tested",
  rewrite: (node) => {
    const [negated, ...more] = argsOf(node, "NOT_EXPR");
    if (negated !== undefined && more.length === 0) return negationOf(negated);
    const distinct = nodeOf(node, "A_Expr");
    if (distinct !== undefined) return ofDistinct(distinct);
    const comparison = asAmong(node);
    const [only, ...others] = comparison?.list ?? [];
    const truth = asConstant(only);
    // Only booleans can be compared with one: there is no implicit cast to boolean, and no polymorphic comparison takes one.
    if (comparison === undefined || truth?.type !== "bool" || truth.value === undefined || others.length > 0)
      return undefined;
    if (comparison.operator !== "=" && comparison.operator !== "<>") return undefined;
    return (comparison.operator === "=") === (truth.value === "true") ? comparison.of : not(comparison.of);
  },
};

export function argsOf(node: unknown, boolop: string): readonly Tree[] {
  const expression = nodeOf(node, "BoolExpr");
  return expression?.boolop === boolop && Array.isArray(expression.args) ? expression.args : [];
}

/** Each operator of pg_catalog and its negator, whatever the operands' types: of NULL both make NULL. */
export const negators: Readonly<Record<string, string>> = {
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
  "~~": "!~~",
  "!~~": "~~",
  "~~*": "!~~*",
  "!~~*": "~~*",
  "~": "!~",
  "!~": "~",
  "~*": "!~*",
  "!~*": "~*",
};

function negationOf(tree: Tree): Tree | undefined {
  const [twice] = argsOf(tree, "NOT_EXPR");
  if (twice !== undefined) return twice;
  const comparison = asAmong(tree);
  if (comparison !== undefined) {
    const other = { "=": "<>", "<>": "=" }[comparison.operator];
    return other === undefined ? undefined : among({ ...comparison, operator: other });
  }
  const expression = nodeOf(tree, "A_Expr");
  const negator = expression?.kind === "AEXPR_OP" && expression.lexpr ? negators[operatorOf(expression)] : undefined;
  if (negator !== undefined) return { A_Expr: { ...expression, name: [{ String: { sval: negator } }] } };
  const test = nodeOf(tree, "BooleanTest");
  const opposite = opposites[String(test?.booltesttype)];
  return opposite === undefined ? undefined : { BooleanTest: { ...test, booltesttype: opposite } };
}

const opposites: Readonly<Record<string, string>> = {
  IS_TRUE: "IS_NOT_TRUE",
  IS_NOT_TRUE: "IS_TRUE",
  IS_FALSE: "IS_NOT_FALSE",
  IS_NOT_FALSE: "IS_FALSE",
  IS_UNKNOWN: "IS_NOT_UNKNOWN",
  IS_NOT_UNKNOWN: "IS_UNKNOWN",
};

/** `d IS DISTINCT FROM true` is `d IS NOT TRUE`: neither is ever NULL. */
function ofDistinct({ kind, name, lexpr, rexpr }: Tree): Tree | undefined {
  const truth = asConstant(rexpr);
  if (truth?.type !== "bool" || truth.value === undefined || operatorOf({ name }) !== "=") return undefined;
  const isNegated = kind === "AEXPR_DISTINCT";
  if (!isNegated && kind !== "AEXPR_NOT_DISTINCT") return undefined;
  return {
    BooleanTest: {
      arg: lexpr,
      booltesttype: `IS_${isNegated ? "NOT_" : ""}${truth.value === "true" ? "TRUE" : "FALSE"}`,
    },
  };
}
