// SET and SHOW of another database's settings.

import type { RefusalClass } from "../class.ts";

export const unknownSetting: RefusalClass = {
  name: "unknown-setting",
  severity: "blocker",
  summary: "settings that PostgreSQL does not have",
  claims: ({ code, message }) =>
    message.startsWith("unrecognized configuration parameter") || code === "22023" ? {} : undefined,
  example: "SET FOREIGN_KEY_CHECKS = 0",
  nearMiss: "SET statement_timeout = 0",
};
