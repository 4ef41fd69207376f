// LIKE, which ignores case in MySQL by its collations and in SQLite for ASCII, and keeps it in PostgreSQL.

import { isTree, nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, constantOf, operatorOf, placeOf } from "./columns.ts";

export const likeCase: MeaningClass = {
  name: "like-case",
  severity: "changed-meaning",
  summary: "LIKE keeps case",
  finds: (asked) => {
    const column = columnsOf(asked);
    return [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) => {
      const isLike = expression.kind === "AEXPR_LIKE" && ["~~", "!~~"].includes(operatorOf(expression));
      if (
        !isLike ||
        column(expression.lexpr)?.type === "citext" ||
        isFolded(expression.lexpr) ||
        !hasLetters(constantOf(expression.rexpr))
      )
        return [];
      return {
        ...placeOf(asked, expression),
        message: "LIKE ignored case in MySQL and SQLite; PostgreSQL keeps it.",
        advice: "Write ILIKE if case should not matter.",
        source: "https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-LIKE",
      };
    });
  },
  example: "SELECT id FROM account WHERE email LIKE $1",
  nearMiss:
    "SELECT id FROM account WHERE email ILIKE $1 OR handle LIKE $2 OR email LIKE '12%' OR lower(email) LIKE lower($1)",
};

/** A pattern that is not known may have some. */
const hasLetters = (pattern: string | number | undefined) => pattern === undefined || /\p{L}/u.test(String(pattern));

const isFolded = (node: unknown) =>
  isTree(node) &&
  isTree(node.FuncCall) &&
  [...nodesOf(node.FuncCall.funcname, "String")].some(({ sval }) => sval === "lower" || sval === "upper");
