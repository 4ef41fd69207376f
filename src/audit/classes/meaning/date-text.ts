// date('now') and time('now'), which are texts in UTC in SQLite and a date or a time of the session in PostgreSQL.

import type { MeaningClass } from "../class.ts";
import { callsOf, constantOf, placeOf } from "./columns.ts";

export const dateText: MeaningClass = {
  name: "date-text",
  severity: "changed-meaning",
  summary: "date('now') is not a text",
  finds: (asked) =>
    [...callsOf(asked, "date", "time", "timestamp")].flatMap((call) =>
      call.args.length === 1 && constantOf(call.args[0]) === "now"
        ? {
            ...placeOf(asked, call),
            message: "date('now') is a date in the session's time zone in PostgreSQL; in SQLite it is a text in UTC.",
            advice: "Write (now() AT TIME ZONE 'UTC')::date, or to_char(…, 'YYYY-MM-DD') for a text.",
            source: "https://www.postgresql.org/docs/current/functions-datetime.html",
          }
        : [],
    ),
  example: "SELECT id FROM account WHERE born < date('now')",
  nearMiss: "SELECT id FROM account WHERE born < CURRENT_DATE",
};
