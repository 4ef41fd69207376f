// A comparison in the result: 0 or 1 in MySQL and SQLite, a boolean in PostgreSQL.

import { isTree, nodesOf, type Tree } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { operatorOf, placeOf } from "./columns.ts";

export const booleanResult: MeaningClass = {
  name: "boolean-result",
  severity: "changed-meaning",
  summary: "comparisons in the result",
  finds: (asked) => {
    const select = asked.tree?.SelectStmt;
    if (!isTree(select)) return [];
    return [...nodesOf(select.targetList, "ResTarget")].flatMap(({ val }) => {
      const expression = comparisonIn(val);
      return expression === undefined
        ? []
        : {
            ...placeOf(asked, expression),
            message: "This result is a boolean in PostgreSQL; MySQL and SQLite gave 0 or 1.",
            advice: "Write (a = b)::integer if the application counts on a number.",
            source: "https://www.postgresql.org/docs/current/datatype-boolean.html",
          };
    });
  },
  example: "SELECT id, level > 3 AS high FROM account",
  nearMiss: "SELECT id, (level > 3)::integer AS high, level + 3 FROM account",
};

const operators = new Set(["=", "<>", "<", ">", "<=", ">="]);

function comparisonIn(node: unknown): Tree | undefined {
  const expression = isTree(node) && isTree(node.A_Expr) ? node.A_Expr : undefined;
  return expression !== undefined && operators.has(operatorOf(expression)) ? expression : undefined;
}
