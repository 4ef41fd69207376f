// greatest() and least() of a column that may be NULL: NULL in MySQL, left out by PostgreSQL.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { columnsOf, placeOf } from "./columns.ts";

export const greatestNull: MeaningClass = {
  name: "greatest-null",
  severity: "changed-meaning",
  summary: "greatest() and least() leave NULL out",
  finds: (asked) => {
    const column = columnsOf(asked);
    return [...nodesOf(asked.tree, "MinMaxExpr")].flatMap((call) =>
      Array.isArray(call.args) && call.args.some((argument) => column(argument)?.notNull === false)
        ? {
            ...placeOf(asked, call),
            message: "greatest() and least() leave NULL out in PostgreSQL; in MySQL the whole result was NULL.",
            advice: "Write CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE greatest(a, b) END if that is wanted.",
            source: "https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-GREATEST-LEAST",
          }
        : [],
    );
  },
  example: "SELECT GREATEST(level, 3) FROM account",
  nearMiss: "SELECT GREATEST(id, 3) FROM account",
};
