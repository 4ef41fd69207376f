// A division that gives NULL in MySQL and SQLite where it divides by zero, and fails in PostgreSQL.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, operatorOf, placeOf } from "./columns.ts";

export const divisionByZero: MeaningClass = {
  name: "division-by-zero",
  severity: "changed-meaning",
  summary: "divisions that fail on zero",
  finds: (asked) => {
    const column = columnsOf(asked);
    return [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) =>
      ["/", "%"].includes(operatorOf(expression)) && column(expression.rexpr) !== undefined
        ? {
            ...placeOf(asked, expression),
            message: "Division by zero is an error in PostgreSQL; MySQL and SQLite gave NULL.",
            advice: "Write a / NULLIF(b, 0).",
            source: "https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-NULLIF",
          }
        : [],
    );
  },
  example: "SELECT balance / level FROM account",
  nearMiss: "SELECT balance / NULLIF(level, 0), balance / 2 FROM account",
};
