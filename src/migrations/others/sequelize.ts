// Sequelize: umzug's SequelizeStorage

import { columns, type TableKeeper } from "../own-table.ts";

export const sequelize: TableKeeper = {
  name: "sequelize",
  title: "Sequelize",
  sign: /(?:^|\/)\.sequelizerc$/,
  ownTables: [{ table: "SequelizeMeta", columns: { name: "varchar(255)|varchar(190)" }, key: ["name"] }],
  samples: [
    {
      name: "SequelizeMeta",
      columns: columns(`
      name varchar(255) NOT NULL`),
      key: ["name"],
    },
  ],
};
