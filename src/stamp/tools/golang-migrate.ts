// golang-migrate: one row, the last version, and whether its migration is half done (database/postgres/postgres.go).

import { insert, type Stamper, sqlOf } from "../stamper.ts";
import { numberOf } from "../version-number.ts";

export const golangMigrate: Stamper = {
  name: "golang-migrate",
  table: { name: "schema_migrations" },
  create: (table) => [`CREATE TABLE ${sqlOf(table)} (version bigint not null primary key, dirty boolean not null)`],
  record: ({ table, recorded, heads }) => [
    // It has no other way to go on to a version itself: TRUNCATE, then INSERT.
    ...(recorded.length === 0 ? [] : [`TRUNCATE ${sqlOf(table)}`]),
    ...insert(
      table,
      ["version", "dirty"],
      heads.map((id) => [numberOf(id), "false"]),
    ),
  ],
};
