// ON CONFLICT with columns that no unique key keeps apart.

import type { RefusalClass } from "../class.ts";

export const conflictKey: RefusalClass = {
  name: "conflict-key",
  severity: "blocker",
  summary: "ON CONFLICT without a unique key",
  claims: ({ code, message }) =>
    code === "42P10" && message.includes("ON CONFLICT")
      ? {
          advice:
            "Name the columns of a primary key, a unique constraint or a unique index, or add one: ALTER TABLE … ADD UNIQUE (…).",
          source: "https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT",
        }
      : undefined,
  example: "INSERT INTO account (id, email) VALUES ($1, $2) ON CONFLICT (email) DO UPDATE SET email = excluded.email",
  nearMiss: "INSERT INTO account (id, email) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET email = excluded.email",
};
