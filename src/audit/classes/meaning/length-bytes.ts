// length() of a text: bytes in MySQL, characters in PostgreSQL.

import type { MeaningClass } from "../class.ts";
import { callsOf, columnsOf, isText, placeOf } from "./columns.ts";

export const lengthBytes: MeaningClass = {
  name: "length-bytes",
  severity: "changed-meaning",
  summary: "length() counts characters",
  finds: (asked) => {
    const column = columnsOf(asked);
    return [...callsOf(asked, "length")].flatMap((call) =>
      isText(column(call.args[0]))
        ? {
            ...placeOf(asked, call),
            message: "length() counts characters in PostgreSQL; in MySQL it counts bytes.",
            advice: "Write octet_length(text) for bytes.",
            source: "https://www.postgresql.org/docs/current/functions-string.html",
          }
        : [],
    );
  },
  example: "SELECT LENGTH(email) FROM account",
  nearMiss: "SELECT octet_length(email), char_length(email) FROM account",
};
