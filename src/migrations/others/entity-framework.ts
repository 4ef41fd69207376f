// Entity Framework: Microsoft.EntityFrameworkCore.Relational: HistoryRepository.ConfigureTable

import { columns, type TableKeeper } from "../own-table.ts";

export const entityFramework: TableKeeper = {
  name: "entity-framework",
  title: "Entity Framework",
  sign: /ModelSnapshot\.cs$/,
  ownTables: [
    {
      table: "__EFMigrationsHistory",
      columns: { MigrationId: "varchar(150)|varchar(95)", ProductVersion: "varchar(32)" },
      key: ["MigrationId"],
    },
  ],
  samples: [
    {
      name: "__EFMigrationsHistory",
      columns: columns(`
      MigrationId varchar(150) NOT NULL
      ProductVersion varchar(32) NOT NULL`),
      key: ["MigrationId"],
    },
  ],
};
