// Schemas and extensions.

import { mutationsOf } from "./mutation.ts";

export const schemaMutations = [
  ...mutationsOf("schema", [
    { name: "create", sql: (_, { newName }) => `CREATE SCHEMA ${newName()}` },
    { name: "rename", on: "schema", sql: ({ it }, { newName }) => `ALTER SCHEMA ${it} RENAME TO ${newName()}` },
    { name: "comment", on: "schema", sql: ({ it }, { newName }) => `COMMENT ON SCHEMA ${it} IS $$${newName()}$$` },
    { name: "no comment", on: "schema", sql: ({ it }) => `COMMENT ON SCHEMA ${it} IS NULL` },
    { name: "drop", on: "schema", sql: ({ it }) => `DROP SCHEMA ${it}` },
  ]),
  ...mutationsOf("extension", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { oneOf }) => `CREATE EXTENSION ${oneOf(extensions)} SCHEMA ${it}`,
    },
    {
      name: "create an older version",
      on: "schema",
      sql: ({ it }, { oneOf }) =>
        `CREATE EXTENSION ${oneOf(["pg_trgm VERSION '1.3'", "hstore VERSION '1.4'"])} SCHEMA ${it}`,
    },
    { name: "update", on: "extension", sql: ({ it }) => `ALTER EXTENSION ${it} UPDATE` },
    {
      name: "move",
      on: "extension",
      sql: ({ it }, { oneOf }) => `ALTER EXTENSION ${it} SET SCHEMA ${oneOf(["app", "attic", "public"])}`,
    },
    {
      name: "comment",
      on: "extension",
      sql: ({ it }, { newName }) => `COMMENT ON EXTENSION ${it} IS $$${newName()}$$`,
    },
    { name: "drop", on: "extension", sql: ({ it }) => `DROP EXTENSION ${it}` },
    {
      name: "adopt",
      on: "function",
      sql: ({ it }) => `ALTER EXTENSION citext ADD FUNCTION ${it}`,
    },
  ]),
];

const extensions = ["pg_trgm", "hstore", "unaccent", "intarray", "fuzzystrmatch", "cube"];
