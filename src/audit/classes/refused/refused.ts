// Whatever else PostgreSQL refuses. It has the last word, so that no refusal is lost.

import type { RefusalClass } from "../class.ts";

export const refusedOtherwise: RefusalClass = {
  name: "refused",
  severity: "blocker",
  summary: "statements that PostgreSQL refuses for another reason",
  claims: ({ hint }) => (hint === undefined ? {} : { advice: hint }),
  example: "SELECT id, ROW_NUMBER() OVER w FROM account",
  nearMiss: "SELECT id, ROW_NUMBER() OVER w FROM account WINDOW w AS (ORDER BY id)",
};
