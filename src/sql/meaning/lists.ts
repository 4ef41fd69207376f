// What a value is compared with, however the list is written: `x IN ('a', 'b')`, `x = ANY (…)`, `x = 'b' OR x = 'a'`. Only what is
// steady is put in order.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { argsOf } from "./booleans.ts";
import { type Among, among, asAmong, asArray, asCast, isSame, operatorOf } from "./nodes.ts";
import type { Rewriting, Scope } from "./rewriting.ts";
import { isSteady } from "./steady.ts";

export const lists: Rewriting = {
  name: "lists",
  differsIn: "how a list of values is written and ordered",
  rewrite: (node, scope) => {
    const comparison = nodeOf(node, "A_Expr");
    if (comparison !== undefined) return ofComparison(comparison);
    const among = asAmong(node);
    if (among !== undefined) return inOrder(among, scope);
    return merged(node, "OR_EXPR", "=") ?? merged(node, "AND_EXPR", "<>");
  },
};

const lasts: Readonly<Record<string, string>> = { AEXPR_OP_ANY: "=", AEXPR_OP_ALL: "<>" };

function ofComparison({ kind, lexpr, rexpr, ...others }: Tree): Tree | undefined {
  if (!isTree(lexpr) || !isTree(rexpr)) return undefined;
  const operator = operatorOf(others);
  const name = operator.split(".").at(-1) ?? "";
  if (kind === "AEXPR_OP" && (name === "=" || name === "<>")) return among({ operator, of: lexpr, list: [rexpr] });
  const list = lasts[String(kind)] === name ? asArray(rexpr) : undefined;
  // In an array of arrays each element of the inner ones is compared.
  return list === undefined || list.length === 0 || list.some(isArray)
    ? undefined
    : among({ operator, of: lexpr, list });
}

const isArray = (tree: Tree) => asArray(tree) !== undefined || (asCast(tree)?.to.dimensions ?? 0) > 0;

/** The arms of an OR that compare one value, one after the other, are one list; so are those of an AND for `<>`. */
function merged(node: Tree, boolop: string, name: string): Tree | undefined {
  const given = argsOf(node, boolop);
  const kept: Tree[] = [];
  for (const arg of given.flatMap((each) => (argsOf(each, boolop).length > 0 ? argsOf(each, boolop) : [each]))) {
    const [last, next] = [asAmong(kept.at(-1)), asAmong(arg)];
    const isOne = last && next && last.operator === next.operator && isSame(last.of, next.of);
    if (isOne && last.operator.split(".").at(-1) === name && isSteady(last.of))
      kept[kept.length - 1] = among({ ...last, list: [...last.list, ...next.list] });
    else kept.push(arg);
  }
  if (isSame(kept, given)) return undefined;
  const [only] = kept;
  return kept.length === 1 ? only : { BoolExpr: { boolop, args: kept } };
}

function inOrder(listed: Among, scope: Scope): Tree | undefined {
  if (!listed.list.every(isSteady) || scope.isOwnOperator(listed.operator)) return undefined;
  const byText = new Map(listed.list.map((each) => [JSON.stringify(each), each]));
  const list = [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  return isSame(list, listed.list) ? undefined : among({ ...listed, list });
}
