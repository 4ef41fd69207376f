// Texts that are compared with a constant or a parameter: MySQL's collations ignore case and accents.

import { isTree, nodesOf, type Tree } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, constantOf, isText, operatorOf, placeOf } from "./columns.ts";

export const equalsCase: MeaningClass = {
  name: "equals-case",
  severity: "changed-meaning",
  summary: "comparisons of text keep case",
  finds: (asked) => {
    const column = columnsOf(asked);
    const compared = [...nodesOf(asked.tree, "A_Expr")].filter((expression) => {
      if (!["=", "<>"].includes(operatorOf(expression))) return false;
      const sides = [expression.lexpr, expression.rexpr];
      return sides.some((side) => isText(column(side))) && sides.some(hasLetters);
    });
    // One is enough to say of a statement.
    return compared.slice(0, 1).map((expression: Tree) => ({
      ...placeOf(asked, expression),
      message: "This comparison ignored case in MySQL; PostgreSQL keeps it.",
      advice: "Compare lower(column) with lower(value), or make the column citext, where case should not matter.",
      source: "https://www.postgresql.org/docs/current/citext.html",
    }));
  },
  example: "SELECT id FROM account WHERE email = $1",
  nearMiss: "SELECT id FROM account WHERE handle = $1 AND level = $2 AND email = '12' AND lower(email) = lower($1)",
};

const hasLetters = (node: unknown) => {
  const constant = constantOf(node);
  return (isTree(node) && node.ParamRef !== undefined) || (typeof constant === "string" && /\p{L}/u.test(constant));
};
