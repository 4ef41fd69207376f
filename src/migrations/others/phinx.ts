// Phinx: src/Phinx/Db/Adapter/AbstractAdapter.php: createSchemaTable

import { columns, type TableKeeper } from "../own-table.ts";

export const phinx: TableKeeper = {
  name: "phinx",
  title: "Phinx",
  sign: /(?:^|\/)phinx\.(?:php|ya?ml|json)$/,
  ownTables: [
    {
      table: "phinxlog",
      columns: { version: "bigint", start_time: "timestamp", end_time: "timestamp" },
      added: [{ migration_name: "varchar(100)" }, { breakpoint: "boolean" }],
      key: ["version"],
    },
  ],
  samples: [
    {
      name: "phinxlog",
      mayLack: ["breakpoint"],
      columns: columns(`
      version bigint NOT NULL
      migration_name varchar(100)
      start_time timestamp
      end_time timestamp
      breakpoint boolean NOT NULL DEFAULT false`),
      key: ["version"],
    },
  ],
};
