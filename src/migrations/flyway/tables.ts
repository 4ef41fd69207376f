// Flyway's own table: flyway-database-postgresql, PostgreSQLDatabase.getRawCreateScript. Up to 4 it was called schema_version.

import { columns, type OwnTable, type SampleTable } from "../own-table.ts";

export const ownTables: readonly OwnTable[] = [
  ...["flyway_schema_history", "schema_version"].map(
    (table): OwnTable => ({
      table,
      columns: {
        installed_rank: "integer",
        version: "varchar(50)",
        description: "varchar(200)",
        type: "varchar(20)",
        script: "varchar(1000)",
        checksum: "integer",
        installed_by: "varchar(100)",
        installed_on: "timestamp",
        execution_time: "integer",
        success: "boolean",
      },
      key: ["installed_rank"],
    }),
  ),
];

export const samples: readonly SampleTable[] = [
  {
    name: "flyway_schema_history",
    columns: columns(`
      installed_rank integer NOT NULL
      version varchar(50)
      description varchar(200) NOT NULL
      type varchar(20) NOT NULL
      script varchar(1000) NOT NULL
      checksum integer
      installed_by varchar(100) NOT NULL
      installed_on timestamp NOT NULL DEFAULT now()
      execution_time integer NOT NULL
      success boolean NOT NULL`),
    key: ["installed_rank"],
  },
];
