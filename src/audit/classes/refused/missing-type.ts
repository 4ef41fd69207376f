// A type of another database.

import type { RefusalClass } from "../class.ts";

export const missingType: RefusalClass = {
  name: "missing-type",
  severity: "blocker",
  summary: "types that PostgreSQL does not have",
  claims: ({ code, message }) => (code === "42704" && message.startsWith("type ") ? {} : undefined),
  example: "CREATE TABLE note (id integer, made DATETIME)",
  nearMiss: "CREATE TABLE note (id integer, made TIMESTAMP)",
};
