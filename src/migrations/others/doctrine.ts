// Doctrine: lib/Doctrine/Migrations/Metadata/Storage/TableMetadataStorage.php; up to 2 it was called migration_versions.

import { columns, type TableKeeper } from "../own-table.ts";

export const doctrine: TableKeeper = {
  name: "doctrine",
  title: "Doctrine",
  sign: /(?:^|\/)(?:doctrine_migrations\.ya?ml|migrations-db\.php)$/,
  ownTables: [
    {
      table: "doctrine_migration_versions",
      columns: { version: "varchar(191)", executed_at: "timestamp", execution_time: "integer" },
      key: ["version"],
    },
    {
      table: "migration_versions",
      columns: { version: "varchar(14)" },
      added: [{ executed_at: "timestamp" }],
      key: ["version"],
    },
  ],
  samples: [
    {
      name: "doctrine_migration_versions",
      columns: columns(`
      version varchar(191) NOT NULL
      executed_at timestamp(0) DEFAULT NULL
      execution_time integer DEFAULT NULL`),
      key: ["version"],
    },
  ],
};
