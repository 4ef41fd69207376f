// What changes no schema: reading again, data, statistics, what is temporary.

import { mutationsOf } from "./mutation.ts";

export const nothingMutations = mutationsOf("nothing", [
  { name: "reading again", sql: () => "SELECT 1" },
  { name: "data", sql: (_, { oneOf }) => `INSERT INTO app.people VALUES ('${oneOf(["a", "b"])}', '2000-01-01')` },
  { name: "no data", on: "table", sql: ({ it }) => `DELETE FROM ${it}` },
  { name: "statistics", on: "table", sql: ({ it }) => `ANALYZE ${it}` },
  { name: "vacuum", on: "table", sql: ({ it }) => `VACUUM FULL ${it}` },
  { name: "reindex", on: "table", sql: ({ it }) => `REINDEX TABLE ${it}` },
  {
    name: "temporary",
    sql: (_, { newName }) =>
      `CREATE TEMPORARY TABLE ${newName()} (id serial PRIMARY KEY, t text); CREATE TEMPORARY VIEW ${newName()} AS SELECT 1 AS a`,
  },
  {
    name: "a function in pg_temp",
    sql: (_, { newName }) => `CREATE FUNCTION pg_temp.${newName()}() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  },
  { name: "a large object", sql: () => "SELECT lo_create(0)" },
  {
    name: "a setting of the database",
    sql: () => "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END $$",
  },
]);
