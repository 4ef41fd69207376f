// `||` of something that is no text: MySQL's OR, which joins texts in PostgreSQL.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, constantOf, operatorOf, placeOf } from "./columns.ts";

export const pipesAsOr: MeaningClass = {
  name: "pipes-as-or",
  severity: "changed-meaning",
  summary: "|| joins texts",
  finds: (asked) => {
    const column = columnsOf(asked);
    const isValue = (node: unknown) =>
      typeof constantOf(node) === "number" ||
      ["boolean", "integer", "bigint", "smallint"].includes(column(node)?.type ?? "");
    return [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) =>
      operatorOf(expression) === "||" && (isValue(expression.lexpr) || isValue(expression.rexpr))
        ? {
            ...placeOf(asked, expression),
            message: "|| joins both sides as text in PostgreSQL; in MySQL it is OR.",
            advice: "Write OR, or concat(a, b) if a text is wanted.",
            source: "https://www.postgresql.org/docs/current/functions-string.html",
          }
        : [],
    );
  },
  example: "SELECT active || status FROM account",
  nearMiss: "SELECT email || status, active OR paid FROM account, orders",
};
