// Rails: a row for each migration. Its own table beside it is made, and left without the environment: only Rails knows which one
// it is (bin/rails db:environment:set).

import { literal } from "../../sql/literal.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";

const metadata = "ar_internal_metadata";

export const rails: Stamper = {
  name: "rails",
  table: { name: "schema_migrations" },
  beside: [metadata],
  create: (table) => [
    `CREATE TABLE ${sqlOf(table)} ("version" character varying NOT NULL PRIMARY KEY)`,
    // Without it the table would be dbmate's as well.
    `CREATE TABLE IF NOT EXISTS ${sqlOf({ ...table, name: metadata })} (
  "key" character varying NOT NULL PRIMARY KEY,
  "value" character varying,
  "created_at" timestamp(6) NOT NULL,
  "updated_at" timestamp(6) NOT NULL
)`,
  ],
  record: ({ table, missing }) =>
    insert(
      table,
      ["version"],
      missing.map(({ id }) => [literal(id)]),
    ),
};
