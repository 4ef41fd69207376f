// A quotient of two integers, which is a fraction in MySQL and cut to an integer in PostgreSQL.

import { isTree, nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, constantOf, isInteger, operatorOf, placeOf } from "./columns.ts";

export const integerDivision: MeaningClass = {
  name: "integer-division",
  severity: "changed-meaning",
  summary: "division of integers",
  finds: (asked) => {
    const column = columnsOf(asked);
    const isWhole = (node: unknown): boolean =>
      typeof constantOf(node) === "number" ||
      isInteger(column(node)) ||
      isWholeCall(node, (each) => isInteger(column(each)));
    return [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) =>
      operatorOf(expression) === "/" && isWhole(expression.lexpr) && isWhole(expression.rexpr)
        ? {
            ...placeOf(asked, expression),
            message: "The quotient of two integers is an integer in PostgreSQL; in MySQL it was a fraction.",
            advice: "Write a::numeric / b for a fraction.",
            source: "https://www.postgresql.org/docs/current/functions-math.html",
          }
        : [],
    );
  },
  example: "SELECT level / 2 FROM account",
  nearMiss: "SELECT balance / 2, level::numeric / 2, ratio / level FROM account",
};

/** COUNT gives a bigint, MAX and MIN what they are of. */
function isWholeCall(node: unknown, isWhole: (node: unknown) => boolean): boolean {
  const call = isTree(node) ? node.FuncCall : undefined;
  if (!isTree(call)) return false;
  const name = String([...nodesOf(call.funcname, "String")].at(-1)?.sval);
  const [argument] = Array.isArray(call.args) ? call.args : [];
  return ["count", "length", "char_length"].includes(name) || (["max", "min"].includes(name) && isWhole(argument));
}
