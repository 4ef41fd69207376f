// TypeORM: src/migration/MigrationExecutor.ts, src/schema-builder/RdbmsSchemaBuilder.ts

import { columns, type TableKeeper } from "../own-table.ts";

export const typeorm: TableKeeper = {
  name: "typeorm",
  title: "TypeORM",
  sign: /(?:^|\/)(?:ormconfig\.\w+|data-source\.[jt]s)$/,
  ownTables: [
    {
      table: "migrations",
      columns: { id: "integer", timestamp: "bigint", name: "varchar|varchar(255)" },
      key: ["id"],
    },
    {
      table: "typeorm_metadata",
      columns: {
        type: "varchar|varchar(255)",
        database: "varchar|varchar(255)",
        schema: "varchar|varchar(255)",
        table: "varchar|varchar(255)",
        name: "varchar|varchar(255)",
        value: "text",
      },
      key: [],
    },
  ],
  samples: [
    {
      name: "migrations",
      columns: columns(`
      id serial
      timestamp bigint NOT NULL
      name varchar NOT NULL`),
      key: ["id"],
    },
    {
      name: "typeorm_metadata",
      columns: columns(`
      type varchar NOT NULL
      database varchar
      schema varchar
      table varchar
      name varchar
      value text`),
    },
  ],
};
