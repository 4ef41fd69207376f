// Liquibase: liquibase.sqlgenerator.core.CreateDatabaseChangeLogTableGenerator. Up to 1.9 it had a key of id, author and filename.

import { columns, type TableKeeper } from "../own-table.ts";

export const liquibase: TableKeeper = {
  name: "liquibase",
  title: "Liquibase",
  sign: /(?:^|\/)(?:liquibase\.properties|[\w.-]*changelog[\w.-]*\.(?:xml|ya?ml|json))$/i,
  ownTables: [
    {
      table: "databasechangelog",
      columns: {
        id: "varchar(63)",
        author: "varchar(63)",
        filename: "varchar(200)",
        dateexecuted: "timestamp",
        md5sum: "varchar(32)",
        description: "varchar(255)",
        comments: "varchar(255)",
        tag: "varchar(255)",
        liquibase: "varchar(10)",
      },
      added: [
        { orderexecuted: "integer", exectype: "varchar(10)" },
        { contexts: "varchar(255)", labels: "varchar(255)" },
        { deployment_id: "varchar(10)" },
      ],
      key: [],
    },
    {
      table: "databasechangeloglock",
      columns: { id: "integer", locked: "boolean", lockgranted: "timestamp", lockedby: "varchar(255)" },
      key: ["id"],
    },
  ],
  samples: [
    {
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
      name: "databasechangeloglock",
      columns: columns(`
      id integer NOT NULL
      locked boolean NOT NULL
      lockgranted timestamp
      lockedby varchar(255)`),
      key: ["id"],
    },
  ],
};
