// The tables of Flyway and Liquibase.

import { columns, type ToolTable } from "./tool-table.ts";

export const jvmTables: readonly ToolTable[] = [
  {
    tool: "Flyway",
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
  {
    tool: "Liquibase",
    name: "databasechangelog",
    mayLack: ["deployment_id"],
    columns: columns(`
      id varchar(255) NOT NULL
      author varchar(255) NOT NULL
      filename varchar(255) NOT NULL
      dateexecuted timestamp NOT NULL
      orderexecuted integer NOT NULL
      exectype varchar(10) NOT NULL
      md5sum varchar(35)
      description varchar(255)
      comments varchar(255)
      tag varchar(255)
      liquibase varchar(20)
      contexts varchar(255)
      labels varchar(255)
      deployment_id varchar(10)`),
  },
  {
    tool: "Liquibase",
    name: "databasechangeloglock",
    columns: columns(`
      id integer NOT NULL
      locked boolean NOT NULL
      lockgranted timestamp
      lockedby varchar(255)`),
    key: ["id"],
  },
];
