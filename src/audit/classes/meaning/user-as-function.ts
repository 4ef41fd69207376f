// The word user outside of quotes, which is no table or column in PostgreSQL: it is the name of who is connected.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { placeOf } from "./columns.ts";

export const userAsFunction: MeaningClass = {
  name: "user-as-function",
  severity: "changed-meaning",
  summary: "user is the name of who is connected",
  finds: (asked) =>
    [...nodesOf(asked.tree, "SQLValueFunction")].flatMap((value) =>
      value.op === "SVFOP_USER"
        ? {
            ...placeOf(asked, value),
            message:
              "user is the name of who is connected in PostgreSQL, in one row; no table or column of that name is read.",
            advice: 'Write "user" in double quotes for the table or column.',
            source: "https://www.postgresql.org/docs/current/functions-info.html",
          }
        : [],
    ),
  example: "SELECT COUNT(*) FROM user",
  nearMiss: 'SELECT COUNT(*) FROM "user"',
};
