// Operands of comparisons, where only the value counts: which integer type a constant has, how many zeros stand behind its point, whether
// a varchar was cast to text. The comparison itself is a boolean in any case.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { array, asArray, asCast, asConstant, constant, isSame, operatorOf, pathOf } from "./nodes.ts";
import { withoutTrailingZeros } from "./numbers.ts";
import type { Rewriting, Scope } from "./rewriting.ts";
import { isPlain } from "./types.ts";

export const comparisons: Rewriting = {
  name: "comparisons",
  differsIn: "the number or text type to which a comparison's operands are cast",
  rewrite: (node, scope) => {
    const comparison = nodeOf(node, "A_Expr");
    if (comparison === undefined || !isTree(comparison.lexpr) || !isTree(comparison.rexpr)) return undefined;
    if (!operators.has(operatorOf(comparison)) || !kinds.has(String(comparison.kind))) return undefined;
    const [left, right] = [comparison.lexpr, comparison.rexpr].map((side) => operand(side, scope));
    const isTurned =
      comparison.kind === "AEXPR_OP" && asConstant(left) !== undefined && asConstant(right) === undefined;
    const commutator = isTurned ? commutators[operatorOf(comparison)] : undefined;
    if (commutator !== undefined)
      return { A_Expr: { ...comparison, name: [{ String: { sval: commutator } }], lexpr: right, rexpr: left } };
    const rewritten = { A_Expr: { ...comparison, lexpr: left, rexpr: right } };
    return isSame(rewritten, node) ? undefined : rewritten;
  },
};

const kinds: ReadonlySet<string> = new Set([
  "AEXPR_OP",
  "AEXPR_OP_ANY",
  "AEXPR_OP_ALL",
  "AEXPR_DISTINCT",
  "AEXPR_NOT_DISTINCT",
]);

/** Of pg_catalog, whatever the operands' types. */
export const commutators: Readonly<Record<string, string>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

const patterns = ["~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*"];
const operators: ReadonlySet<string> = new Set([...Object.keys(commutators), ...patterns]);

function operand(tree: Tree, scope: Scope): Tree {
  const elements = asArray(tree);
  if (elements !== undefined && elements.length > 0) return array(elements.map((each) => operand(each, scope)));
  const value = asConstant(tree);
  if (value?.value !== undefined) return constant(typeOfValue(value.type), valueOfNumber(value.type, value.value));
  // Of varchar there are no operators: PostgreSQL casts it to text.
  const cast = asCast(tree);
  const path = pathOf(cast?.arg);
  if (cast === undefined || path === undefined || !isPlain(cast.to) || cast.to.name !== "text") return tree;
  const type = scope.typeOf(path);
  return type?.name === "varchar" && type.dimensions === 0 ? cast.arg : tree;
}

/** Integers of all widths are compared with each other by value, and with nothing else. */
const typeOfValue = (type: string) => (["int2", "int4", "int8"].includes(type) ? "integer" : type);

function valueOfNumber(type: string, value: string): string {
  if (type === "numeric") return withoutTrailingZeros(value);
  return type.startsWith("float") && value === "-0" ? "0" : value;
}
