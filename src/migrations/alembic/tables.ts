// Alembic's own table: alembic/ddl/impl.py: version_table_impl. The name is the project's to choose; that of its key then follows from it.

import { columns, type OwnTable, type SampleTable } from "../own-table.ts";

export const ownTables: readonly OwnTable[] = [
  {
    table: "alembic_version",
    isNamed: (table, key) => /^(.+_)?alembic_version(_.+)?$/.test(table) || key === `${table}_pkc`,
    columns: { version_num: "varchar(32)" },
    key: ["version_num"],
  },
];

export const samples: readonly SampleTable[] = [
  {
    name: "alembic_version",
    isPartOfName: true,
    columns: columns(`
      version_num varchar(32) NOT NULL`),
    key: ["version_num"],
  },
];
