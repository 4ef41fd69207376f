// Drizzle's own table: drizzle-orm/src/pg-core/dialect.ts; MySQL and SQLite have no schema for it.

import { columns, type OwnTable, type SampleTable } from "../own-table.ts";

export const ownTables: readonly OwnTable[] = [
  {
    table: "__drizzle_migrations",
    schema: "drizzle",
    columns: { id: "integer", hash: "text", created_at: "bigint|numeric" },
    added: [{ name: "text", applied_at: "timestamptz" }],
    key: ["id"],
  },
];

export const samples: readonly SampleTable[] = [
  {
    name: "__drizzle_migrations",
    schema: "drizzle",
    columns: columns(`
      id serial
      hash text NOT NULL
      created_at bigint`),
    key: ["id"],
  },
];
