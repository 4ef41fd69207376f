// What is elsewhere: foreign data wrappers, servers, user mappings, foreign tables.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const options = [
  "ADD a 'it''s'",
  "ADD \"B c\" '1'",
  "SET host 'other'",
  "DROP host",
  "SET debug 'false'",
  "DROP debug",
  "SET \"user\" 'you'",
  "ADD password 'x'",
  "SET a '2'",
];
const types = ["integer", "text", "numeric(6, 1)", "app.mood"];

export const foreignMutations = [
  ...mutationsOf("foreign data wrapper", [
    {
      name: "create",
      sql: (_, { newName, oneOf }) =>
        `CREATE FOREIGN DATA WRAPPER ${newName()} ${oneOf(["", "VALIDATOR postgresql_fdw_validator", "OPTIONS (a 'b', \"C\" 'it''s')", "NO HANDLER"])}`,
    },
    {
      name: "options",
      on: "foreign data wrapper",
      sql: ({ it }, { oneOf }) => `ALTER FOREIGN DATA WRAPPER ${it} OPTIONS (${oneOf(options)})`,
    },
    {
      name: "validator",
      on: "foreign data wrapper",
      sql: ({ it }, { oneOf }) =>
        `ALTER FOREIGN DATA WRAPPER ${it} ${oneOf(["VALIDATOR postgresql_fdw_validator", "NO VALIDATOR"])}`,
    },
    renamed("FOREIGN DATA WRAPPER", "foreign data wrapper"),
    commented("FOREIGN DATA WRAPPER", "foreign data wrapper"),
    dropped("FOREIGN DATA WRAPPER", "foreign data wrapper"),
  ]),
  ...mutationsOf("server", [
    {
      name: "create",
      on: "foreign data wrapper",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE SERVER ${newName()} ${oneOf(["", "TYPE 'x'", "VERSION '1'"])} FOREIGN DATA WRAPPER ${it} ${oneOf(["", "OPTIONS (host 'h')"])}`,
    },
    { name: "options", on: "server", sql: ({ it }, { oneOf }) => `ALTER SERVER ${it} OPTIONS (${oneOf(options)})` },
    {
      name: "version",
      on: "server",
      sql: ({ it }, { oneOf }) => `ALTER SERVER ${it} VERSION ${oneOf(["'2'", "'3'", "NULL"])}`,
    },
    renamed("SERVER", "server"),
    commented("SERVER", "server"),
    dropped("SERVER", "server"),
  ]),
  ...mutationsOf("user mapping", [
    {
      name: "create",
      on: "server",
      sql: ({ it }, { oneOf }) =>
        `CREATE USER MAPPING FOR ${oneOf(["PUBLIC", "oracle_reader", "oracle_writer", '"Oracle ""Owner"""'])} SERVER ${it} ${oneOf(["", "OPTIONS (\"user\" 'it''s', password 'p')"])}`,
    },
    {
      name: "options",
      on: "user mapping",
      sql: ({ it, server }, { oneOf }) => `ALTER USER MAPPING FOR ${it} SERVER ${server} OPTIONS (${oneOf(options)})`,
    },
    { name: "drop", on: "user mapping", sql: ({ it, server }) => `DROP USER MAPPING FOR ${it} SERVER ${server}` },
  ]),
  ...mutationsOf("foreign table", [
    {
      name: "create",
      on: "server",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE FOREIGN TABLE app.${newName()} (id integer ${oneOf(["", "OPTIONS (k 'v')", "DEFAULT 3", "GENERATED ALWAYS AS (1 + 1) STORED"])}, t text COLLATE "C") SERVER ${it} ${oneOf(["", "OPTIONS (t 'x')"])}`,
    },
    {
      name: "create a partition",
      on: "server",
      sql: ({ it }, { newName }) =>
        `CREATE FOREIGN TABLE app.${newName()} PARTITION OF app.shards FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER ${it}`,
    },
    {
      name: "create a child",
      on: "server",
      sql: ({ it }, { newName }) => `CREATE FOREIGN TABLE app.${newName()} () INHERITS (app.people) SERVER ${it}`,
    },
    {
      name: "options",
      on: "foreign table",
      sql: ({ it }, { oneOf }) =>
        `ALTER FOREIGN TABLE ${it} OPTIONS (${oneOf([...options, "SET table_name 'x'", "DROP table_name"])})`,
    },
    {
      name: "column options",
      on: "foreign column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER FOREIGN TABLE ${relation} ALTER COLUMN ${it} OPTIONS (${oneOf([...options, "SET key 'false'", "DROP key"])})`,
    },
    {
      name: "add column",
      on: "foreign table",
      sql: ({ it }, { newName, oneOf }) => `ALTER FOREIGN TABLE ${it} ADD COLUMN ${newName()} ${oneOf(types)}`,
    },
    {
      name: "drop column",
      on: "foreign column",
      sql: ({ relation, it }) => `ALTER FOREIGN TABLE ${relation} DROP COLUMN ${it}`,
    },
    {
      name: "column type",
      on: "foreign column",
      sql: ({ relation, it }, { oneOf }) => `ALTER FOREIGN TABLE ${relation} ALTER COLUMN ${it} TYPE ${oneOf(types)}`,
    },
    {
      name: "column default",
      on: "foreign column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER FOREIGN TABLE ${relation} ALTER COLUMN ${it} ${oneOf(["SET DEFAULT '4'", "DROP DEFAULT"])}`,
    },
    {
      name: "column not null",
      on: "foreign column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER FOREIGN TABLE ${relation} ALTER COLUMN ${it} ${oneOf(["SET", "DROP"])} NOT NULL`,
    },
    {
      name: "column statistics",
      on: "foreign column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER FOREIGN TABLE ${relation} ALTER COLUMN ${it} SET ${oneOf(["STATISTICS 5", "(n_distinct = 2)", "STORAGE PLAIN", "STATISTICS -1"])}`,
    },
    {
      name: "column comment",
      on: "foreign column",
      sql: ({ relation, it }, { newName }) => `COMMENT ON COLUMN ${relation}.${it} IS $$${newName()}$$`,
    },
    {
      name: "rename column",
      on: "foreign column",
      sql: ({ relation, it }, { newName }) => `ALTER FOREIGN TABLE ${relation} RENAME COLUMN ${it} TO ${newName()}`,
    },
    {
      name: "check",
      on: "foreign table",
      sql: ({ it }, { newName, oneOf }) =>
        `ALTER FOREIGN TABLE ${it} ADD CONSTRAINT ${newName()} CHECK (tableoid > 3) ${oneOf(["", "NOT VALID", "NO INHERIT"])}`,
    },
    {
      name: "trigger",
      on: "foreign table",
      sql: ({ it }, { newName }) =>
        `CREATE TRIGGER ${newName()} BEFORE INSERT ON ${it} FOR EACH ROW EXECUTE FUNCTION app.stamp()`,
    },
    renamed("FOREIGN TABLE", "foreign table"),
    moved("FOREIGN TABLE", "foreign table"),
    commented("FOREIGN TABLE", "foreign table"),
    dropped("FOREIGN TABLE", "foreign table"),
  ]),
];
