// concat() of a column that may be NULL: NULL in MySQL, left out by PostgreSQL.

import type { MeaningClass } from "../class.ts";
import { callsOf, columnsOf, placeOf } from "./columns.ts";

export const concatNull: MeaningClass = {
  name: "concat-null",
  severity: "changed-meaning",
  summary: "concat() leaves NULL out",
  finds: (asked) => {
    const column = columnsOf(asked);
    return [...callsOf(asked, "concat")].flatMap((call) =>
      call.args.some((argument) => column(argument)?.notNull === false)
        ? {
            ...placeOf(asked, call),
            message: "concat() leaves NULL out in PostgreSQL; in MySQL the whole result was NULL.",
            advice: "Write a || b if the result should be NULL.",
            source: "https://www.postgresql.org/docs/current/functions-string.html",
          }
        : [],
    );
  },
  example: "SELECT CONCAT(status, '-', id) FROM account",
  nearMiss: "SELECT CONCAT(email, '-', id), status || '-' FROM account",
};
