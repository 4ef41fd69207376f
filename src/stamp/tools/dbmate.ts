// dbmate: a row for each migration, with the digits that its file begins with (pkg/driver/postgres/postgres.go).

import { literal } from "../../sql/literal.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";

export const dbmate: Stamper = {
  name: "dbmate",
  table: { name: "schema_migrations" },
  create: (table) => [`CREATE TABLE ${sqlOf(table)} (version varchar primary key)`],
  record: ({ table, missing }) =>
    insert(
      table,
      ["version"],
      missing.map(({ id }) => [literal(id)]),
    ),
};
