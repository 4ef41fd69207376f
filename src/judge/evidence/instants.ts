// What stands for an instant and nothing else: beside it, a timestamp and a timestamptz say the same, whatever the session's time
// zone.

import { castOf, constantOf, isNow, nodeOf } from "../../sql/expression.ts";
import { isTree, strings, type Tree } from "../../sql/parse.ts";
import { pathOf } from "./uses.ts";

/** @param isAware whether this is, by its name, a column of type timestamptz */
export const instants =
  (isAware: (column: string) => boolean) =>
  (tree: Tree): boolean => {
    const column = pathOf(tree)?.at(-1);
    if (column !== undefined) return isAware(column);
    return isNow(tree) || isAroundNow(tree);
  };

/** `now() - '1 day'::interval`. The column itself may not be moved so: a day is not always 24 hours where there is a zone. */
function isAroundNow(tree: Tree): boolean {
  const sum = nodeOf(tree, "A_Expr");
  const operator = strings(sum?.name).join(".");
  if (sum?.kind !== "AEXPR_OP" || !["+", "-"].includes(operator)) return false;
  const [from, by] = [sum.lexpr, sum.rexpr];
  const interval = isTree(by) ? castOf(by) : undefined;
  return isTree(from) && isNow(from) && interval?.type === "interval" && constantOf(interval.arg) !== undefined;
}
