// random(), which is a fraction below 1 in PostgreSQL and a large integer in SQLite.

import { nodesOf } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { callsOf, placeOf } from "./columns.ts";

export const randomNumber: MeaningClass = {
  name: "random-number",
  severity: "changed-meaning",
  summary: "random() is a fraction",
  finds: (asked) => {
    const sorted = JSON.stringify([...nodesOf(asked.tree, "SortBy")]);
    return [...callsOf(asked, "random")].flatMap((call) =>
      call.args.length === 0 && !sorted.includes(`"location":${call.location}`)
        ? {
            ...placeOf(asked, call),
            message: "random() is from 0 up to 1 in PostgreSQL; in SQLite it is an integer of 64 bits.",
            advice: "Write floor(random() * n)::integer for an integer below n.",
            source: "https://www.postgresql.org/docs/current/functions-math.html#FUNCTIONS-MATH-RANDOM-TABLE",
          }
        : [],
    );
  },
  example: "SELECT id FROM account WHERE ratio > abs(random())",
  nearMiss: "SELECT id FROM account ORDER BY random()",
};
