// node-pg-migrate: src/runner.ts: ensureMigrationsTable

import { columns, type TableKeeper } from "../own-table.ts";

export const nodePgMigrate: TableKeeper = {
  name: "node-pg-migrate",
  title: "node-pg-migrate",
  sign: /(?:^|\/)(?:\.pgmigraterc(?:\.\w+)?|pgmigrate\.config\.\w+)$/,
  ownTables: [
    {
      table: "pgmigrations",
      columns: { id: "integer", name: "varchar(255)", run_on: "timestamp" },
      key: ["id"],
    },
  ],
  samples: [
    {
      name: "pgmigrations",
      columns: columns(`
      id serial
      name varchar(255) NOT NULL
      run_on timestamp NOT NULL`),
      key: ["id"],
    },
  ],
};
