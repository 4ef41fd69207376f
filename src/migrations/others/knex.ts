// Knex: lib/migrations/migrate/table-creator.js

import { columns, type TableKeeper } from "../own-table.ts";

export const knex: TableKeeper = {
  name: "knex",
  title: "Knex",
  sign: /(?:^|\/)knexfile\.[cm]?[jt]s$/,
  ownTables: [
    {
      table: "knex_migrations",
      columns: { id: "integer", name: "varchar(255)", batch: "integer", migration_time: "timestamptz" },
      key: ["id"],
    },
    { table: "knex_migrations_lock", columns: { index: "integer", is_locked: "integer" }, key: ["index"] },
  ],
  samples: [
    {
      name: "knex_migrations",
      columns: columns(`
      id serial
      name varchar(255)
      batch integer
      migration_time timestamptz`),
      key: ["id"],
    },
    {
      name: "knex_migrations_lock",
      columns: columns(`
      index serial
      is_locked integer`),
      key: ["index"],
    },
  ],
};
