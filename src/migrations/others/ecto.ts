// Ecto: lib/ecto/migration/schema_migration.ex

import { columns, type TableKeeper } from "../own-table.ts";

export const ecto: TableKeeper = {
  name: "ecto",
  title: "Ecto",
  sign: /(?:^|\/)priv\/\w+\/migrations\/[^/]+\.exs$/,
  ownTables: [
    {
      table: "schema_migrations",
      columns: { version: "bigint", inserted_at: "timestamp" },
      key: ["version"],
    },
  ],
  samples: [
    {
      name: "schema_migrations",
      columns: columns(`
      version bigint NOT NULL
      inserted_at timestamp(0)`),
      key: ["version"],
    },
  ],
};
