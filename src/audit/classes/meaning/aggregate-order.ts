// A list made of many rows, in no order. GROUP_CONCAT mostly followed the rows as they were stored.

import type { MeaningClass } from "../class.ts";
import { callsOf, placeOf } from "./columns.ts";

export const aggregateOrder: MeaningClass = {
  name: "aggregate-order",
  severity: "changed-meaning",
  summary: "lists of rows in no order",
  finds: (asked) =>
    [...callsOf(asked, "string_agg", "array_agg", "json_agg", "jsonb_agg")].flatMap((call) =>
      call.agg_order === undefined && call.agg_distinct !== true
        ? {
            ...placeOf(asked, call),
            message: "Without ORDER BY within it, the list has another order each time.",
            advice: "Write string_agg(value, ',' ORDER BY value).",
            source: "https://www.postgresql.org/docs/current/functions-aggregate.html",
          }
        : [],
    ),
  example: "SELECT string_agg(email, ',') FROM account",
  nearMiss: "SELECT string_agg(email, ',' ORDER BY email) FROM account",
};
