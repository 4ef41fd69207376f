// What PostgreSQL's grammar does not have, and no narrower class claims.

import type { RefusalClass } from "../class.ts";

export const syntax: RefusalClass = {
  name: "syntax",
  severity: "blocker",
  summary: "syntax that PostgreSQL does not have",
  claims: ({ code, hint }) => (code === "42601" ? (hint === undefined ? {} : { advice: hint }) : undefined),
  example: "INSERT INTO account (id) VALUES (1) ON DUPLICATE KEY UPDATE level = 2",
  nearMiss: "INSERT INTO account (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET level = 2",
};
