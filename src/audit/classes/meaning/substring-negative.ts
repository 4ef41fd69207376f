// substr() from a negative place: the end of the text in MySQL and SQLite, before its beginning in PostgreSQL.

import { isTree } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { callsOf, constantOf, operatorOf, placeOf } from "./columns.ts";

export const substringNegative: MeaningClass = {
  name: "substring-negative",
  severity: "changed-meaning",
  summary: "substr() from the end",
  finds: (asked) =>
    [...callsOf(asked, "substr", "substring")].flatMap((call) =>
      isNegative(call.args[1])
        ? {
            ...placeOf(asked, call),
            message: "A negative start counts from the end in MySQL and SQLite; in PostgreSQL it lies before the text.",
            advice: "Write right(text, n).",
            source: "https://www.postgresql.org/docs/current/functions-string.html",
          }
        : [],
    ),
  example: "SELECT SUBSTR(email, -3) FROM account",
  nearMiss: "SELECT SUBSTR(email, 3), right(email, 3) FROM account",
};

function isNegative(node: unknown): boolean {
  const constant = constantOf(node);
  if (typeof constant === "number") return constant < 0;
  const expression = isTree(node) && isTree(node.A_Expr) ? node.A_Expr : undefined;
  return expression !== undefined && expression.lexpr === undefined && operatorOf(expression) === "-";
}
