// Functions, procedures, aggregates: everything that PostgreSQL calls a routine.

import { commented, type Done, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const attributes = [
  "IMMUTABLE",
  "STABLE",
  "VOLATILE",
  "STRICT",
  "CALLED ON NULL INPUT",
  "SECURITY DEFINER",
  "SECURITY INVOKER",
  "LEAKPROOF",
  "NOT LEAKPROOF",
  "PARALLEL SAFE",
  "PARALLEL RESTRICTED",
  "PARALLEL UNSAFE",
];
const settings = [
  "SET search_path = pg_catalog, app",
  "SET work_mem = '64MB'",
  "SET \"my.Setting\" = 'it''s'",
  "SET DateStyle FROM CURRENT",
  "RESET work_mem",
  "RESET ALL",
  "SET search_path = ''",
];
const bodies = [
  "LANGUAGE sql AS $$ SELECT 1 $$",
  "LANGUAGE sql AS $$ SELECT  1 -- comment $$",
  "LANGUAGE sql RETURN 1",
  "LANGUAGE plpgsql AS $x$ BEGIN RETURN 'it''s $$ '; END $x$",
  "LANGUAGE sql BEGIN ATOMIC SELECT count(*)::integer FROM app.orders WHERE total > 1; END",
  "LANGUAGE plmade AS 'BEGIN RETURN 2; END'",
  "LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'",
];
const signatures = [
  "()",
  "(a integer, b text DEFAULT 'it''s')",
  "(VARIADIC a text[])",
  '("A b" app.mood, INOUT n integer)',
  "(a app.amount[], OUT integer)",
  "(a anyelement)",
];

const setting = (word: string, on: "function" | "procedure"): Done => ({
  name: "setting",
  on,
  sql: ({ it }, { oneOf }) => `ALTER ${word} ${it} ${oneOf(settings)}`,
});

export const functionMutations = [
  ...mutationsOf("function", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE FUNCTION ${it}.${newName()}${oneOf(signatures)} RETURNS integer ${oneOf(bodies)}`,
    },
    {
      name: "create a table's",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE FUNCTION ${it}.${newName()}(n integer) RETURNS TABLE (a text, "B" integer) LANGUAGE sql ROWS 7 AS $$ SELECT '', 1 $$`,
    },
    {
      name: "create a window",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE FUNCTION ${it}.${newName()}() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number'`,
    },
    {
      name: "create transforming",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE FUNCTION ${it}.${newName()}(n integer) RETURNS integer LANGUAGE sql TRANSFORM FOR TYPE integer AS $$ SELECT 1 $$`,
    },
    {
      name: "create returning a row",
      on: "plain table",
      sql: ({ it, schema }, { newName }) =>
        `CREATE FUNCTION ${schema}.${newName()}() RETURNS SETOF ${it} LANGUAGE sql AS 'SELECT * FROM ${it?.replaceAll("'", "''")}'`,
    },
    {
      name: "overload",
      sql: (_, { oneOf }) =>
        `CREATE FUNCTION app.net(${oneOf(["a integer", "a text", "a integer, b integer", "a app.mood"])}) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    },
    {
      name: "body",
      on: "trigger function",
      sql: ({ name }, { newName }) =>
        `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN /* ${newName()} */ RETURN NEW; END $$`,
    },
    {
      name: "argument's default",
      sql: (_, { oneOf }) =>
        `CREATE OR REPLACE FUNCTION app.net(gross numeric, rate numeric DEFAULT ${oneOf(["21", "22", "20 + 1"])}) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT 1.0 $$`,
    },
    { name: "attribute", on: "function", sql: ({ it }, { oneOf }) => `ALTER FUNCTION ${it} ${oneOf(attributes)}` },
    {
      name: "cost",
      on: "function",
      sql: ({ it }, { oneOf }) => `ALTER FUNCTION ${it} COST ${oneOf(["5", "100", "1", "0.25"])}`,
    },
    {
      name: "rows",
      on: "set function",
      sql: ({ it }, { oneOf }) => `ALTER FUNCTION ${it} ROWS ${oneOf(["5", "1000", "77"])}`,
    },
    { name: "support", on: "function", sql: ({ it }) => `ALTER FUNCTION ${it} SUPPORT generate_series_int4_support` },
    {
      name: "depends on extension",
      on: "function",
      sql: ({ it }, { oneOf }) => `ALTER FUNCTION ${it} ${oneOf(["", "NO"])} DEPENDS ON EXTENSION citext`,
    },
    setting("FUNCTION", "function"),
    { name: "rename", on: "function", sql: ({ it }, { newName }) => `ALTER FUNCTION ${it} RENAME TO ${newName()}` },
    moved("FUNCTION", "function"),
    commented("FUNCTION", "function"),
    dropped("FUNCTION", "function", "CASCADE"),
  ]),
  ...mutationsOf("procedure", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE PROCEDURE ${it}.${newName()}${oneOf(["()", "(a integer, OUT b text)", "(VARIADIC a text[])", "(INOUT a integer DEFAULT 3)"])} LANGUAGE ${oneOf(["plpgsql AS 'BEGIN END'", "sql AS 'SELECT 1'"])}`,
    },
    {
      name: "atomic",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE PROCEDURE ${it}.${newName()}(a integer) BEGIN ATOMIC DELETE FROM app.scratch WHERE id = a; INSERT INTO app.scratch VALUES (a, 'x'); END`,
    },
    {
      name: "body",
      on: "procedure",
      sql: ({ name, given }, { newName }) =>
        `CREATE OR REPLACE PROCEDURE ${name}(${given}) LANGUAGE plpgsql AS $$ BEGIN /* ${newName()} */ END $$`,
    },
    {
      name: "security",
      on: "procedure",
      sql: ({ it }, { oneOf }) => `ALTER PROCEDURE ${it} SECURITY ${oneOf(["DEFINER", "INVOKER"])}`,
    },
    setting("PROCEDURE", "procedure"),
    renamed("PROCEDURE", "procedure"),
    moved("PROCEDURE", "procedure"),
    commented("PROCEDURE", "procedure"),
    dropped("PROCEDURE", "procedure"),
  ]),
  ...mutationsOf("aggregate", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE AGGREGATE ${it}.${newName()}(${oneOf(["integer", "n integer"])}) (SFUNC = int4pl, STYPE = integer ${oneOf(["", ", INITCOND = '7'", ", COMBINEFUNC = int4pl", ", FINALFUNC = int4abs", ", PARALLEL = safe", ", SSPACE = 99", ", FINALFUNC = int4abs, FINALFUNC_MODIFY = read_write", ", MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer", ", SORTOP = <"])})`,
    },
    {
      name: "create ordered",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE AGGREGATE ${it}.${newName()}(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA ${oneOf(["", ", HYPOTHETICAL"])})`,
    },
    {
      name: "create of anything",
      on: "schema",
      sql: ({ it }, { newName }) =>
        `CREATE AGGREGATE ${it}.${newName()}(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')`,
    },
    {
      name: "replace",
      sql: (_, { oneOf }) =>
        `CREATE OR REPLACE AGGREGATE app.total(integer) (SFUNC = ${oneOf(["int4pl", "int4mul", "int4larger"])}, STYPE = integer, INITCOND = '${oneOf(["0", "1", "2"])}')`,
    },
    {
      name: "rename",
      on: "aggregate",
      sql: ({ name, arguments: given }, { newName }) =>
        `ALTER AGGREGATE ${name}(${given || "*"}) RENAME TO ${newName()}`,
    },
    {
      name: "move",
      on: "aggregate",
      sql: ({ name, arguments: given }, { oneOf }) =>
        `ALTER AGGREGATE ${name}(${given || "*"}) SET SCHEMA ${oneOf(["attic", "public"])}`,
    },
    {
      name: "comment",
      on: "aggregate",
      sql: ({ name, arguments: given }, { newName }) =>
        `COMMENT ON AGGREGATE ${name}(${given || "*"}) IS $$${newName()}$$`,
    },
    { name: "drop", on: "aggregate", sql: ({ name, arguments: given }) => `DROP AGGREGATE ${name}(${given || "*"})` },
  ]),
];
