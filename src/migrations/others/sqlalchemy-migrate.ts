// sqlalchemy-migrate: migrate/versioning/schema.py

import { columns, type TableKeeper } from "../own-table.ts";

export const sqlalchemyMigrate: TableKeeper = {
  name: "sqlalchemy-migrate",
  title: "sqlalchemy-migrate",
  sign: /(?:^|\/)migrate\.cfg$/,
  ownTables: [
    {
      table: "migrate_version",
      columns: { repository_id: "varchar(250)", repository_path: "text", version: "integer" },
      key: ["repository_id"],
    },
  ],
  samples: [
    {
      name: "migrate_version",
      columns: columns(`
      repository_id varchar(250) NOT NULL
      repository_path text
      version integer`),
      key: ["repository_id"],
    },
  ],
};
