// Laravel: src/Illuminate/Database/Migrations/DatabaseMigrationRepository.php. Up to 5.3 it had neither id nor key.

import { columns, type TableKeeper } from "../own-table.ts";

export const laravel: TableKeeper = {
  name: "laravel",
  title: "Laravel",
  sign: /(?:^|\/)artisan$/,
  ownTables: [
    {
      table: "migrations",
      columns: { id: "integer", migration: "varchar(255)|varchar(191)", batch: "integer" },
      key: ["id"],
    },
    {
      table: "migrations",
      columns: { migration: "varchar(255)|varchar(191)", batch: "integer" },
      key: [],
    },
  ],
  samples: [
    {
      name: "migrations",
      mayLack: ["id"],
      columns: columns(`
      id serial
      migration varchar(255) NOT NULL
      batch integer NOT NULL`),
      key: ["id"],
    },
  ],
};
