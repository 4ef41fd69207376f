// `^`, which is a power in PostgreSQL and XOR of bits in MySQL.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { operatorOf, placeOf } from "./columns.ts";

export const caretPower: MeaningClass = {
  name: "caret-power",
  severity: "changed-meaning",
  summary: "^ is a power",
  finds: (asked) =>
    [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) =>
      operatorOf(expression) === "^"
        ? {
            ...placeOf(asked, expression),
            message: "^ is a power in PostgreSQL; in MySQL it is XOR of bits.",
            advice: "Write a # b for XOR, power(a, b) for a power.",
            source: "https://www.postgresql.org/docs/current/functions-math.html",
          }
        : [],
    ),
  example: "SELECT level ^ 2 FROM account",
  nearMiss: "SELECT level # 2, power(level, 2) FROM account",
};
