// Views, materialized views, rules, extended statistics.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const queries = [
  "SELECT id, email FROM app.customers",
  "SELECT o.id, c.email FROM app.orders o JOIN app.customers c USING (id) WHERE o.total > 5 ORDER BY 1",
  "WITH w AS (SELECT 1 AS a) SELECT w.a, count(*) OVER (PARTITION BY w.a) AS n FROM w",
  "SELECT 'it''s'::text AS \"a.b\", ARRAY[1, 2] AS \"ARRAY\", NULL::app.mood AS m",
  "SELECT id FROM app.orders WHERE state IN ('a', 'b') UNION ALL SELECT line FROM app.order_lines",
  "SELECT customer_id, sum(total) FILTER (WHERE total > 1) AS s FROM app.orders GROUP BY ROLLUP (customer_id) HAVING count(*) > 1",
];
const options = [
  "security_barrier = true",
  "security_barrier = false",
  "check_option = local",
  "check_option = cascaded",
];

export const viewMutations = [
  ...mutationsOf("view", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) => `CREATE VIEW ${it}.${newName()} AS ${oneOf(queries)}`,
    },
    {
      name: "create with options",
      on: "plain table",
      sql: ({ it, schema }, { newName, oneOf }) =>
        `CREATE VIEW ${schema}.${newName()} WITH (${oneOf(options)}) AS SELECT * FROM ${it}`,
    },
    {
      name: "create recursive",
      on: "schema",
      sql: ({ it }, { newName }) => `CREATE RECURSIVE VIEW ${it}.${newName()} (n) AS VALUES (1) UNION ALL SELECT 2`,
    },
    {
      name: "replace",
      on: "view",
      sql: ({ it }, { oneOf }) =>
        `CREATE OR REPLACE VIEW ${it} AS ${oneOf(["SELECT id, email, score FROM app.customers WHERE mood = 'sad'", "SELECT o.id, c.email FROM app.orders o, app.customers c", "SELECT id FROM app.loose WHERE id > 3"])}`,
    },
    { name: "options", on: "view", sql: ({ it }, { oneOf }) => `ALTER VIEW ${it} SET (${oneOf(options)})` },
    {
      name: "security invoker",
      on: "view",
      since: 15,
      sql: ({ it }, { oneOf }) => `ALTER VIEW ${it} SET (security_invoker = ${oneOf(["true", "false"])})`,
    },
    {
      name: "no options",
      on: "view",
      sql: ({ it }, { oneOf }) => `ALTER VIEW ${it} RESET (${oneOf(["security_barrier", "check_option"])})`,
    },
    {
      name: "default",
      on: "view column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER VIEW ${relation} ALTER COLUMN ${it} ${oneOf(["SET DEFAULT NULL", "SET DEFAULT '3'", "DROP DEFAULT"])}`,
    },
    {
      name: "rename column",
      on: "view column",
      sql: ({ relation, it }, { newName }) => `ALTER VIEW ${relation} RENAME COLUMN ${it} TO ${newName()}`,
    },
    {
      name: "comment on column",
      on: "view column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `COMMENT ON COLUMN ${relation}.${it} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
    },
    renamed("VIEW", "view"),
    moved("VIEW", "view"),
    commented("VIEW", "view"),
    dropped("VIEW", "view", "CASCADE"),
  ]),
  ...mutationsOf("materialized view", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE MATERIALIZED VIEW ${it}.${newName()} AS ${oneOf(queries)} ${oneOf(["WITH DATA", "WITH NO DATA"])}`,
    },
    {
      name: "create with options",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE MATERIALIZED VIEW ${it}.${newName()} ${oneOf(["USING heap_too", "WITH (fillfactor = 40)", "TABLESPACE oracle_space"])} AS ${oneOf(queries)}`,
    },
    {
      name: "refresh",
      on: "materialized view",
      sql: ({ it }, { oneOf }) => `REFRESH MATERIALIZED VIEW ${it} ${oneOf(["", "WITH NO DATA"])}`,
    },
    {
      name: "storage parameter",
      on: "materialized view",
      sql: ({ it }, { oneOf }) =>
        `ALTER MATERIALIZED VIEW ${it} ${oneOf(["SET (fillfactor = 30)", "SET (autovacuum_enabled = false)", "RESET (fillfactor)", "SET (toast.autovacuum_enabled = false)"])}`,
    },
    {
      name: "tablespace",
      on: "materialized view",
      sql: ({ it }, { oneOf }) =>
        `ALTER MATERIALIZED VIEW ${it} SET TABLESPACE ${oneOf(["oracle_space", "pg_default"])}`,
    },
    {
      name: "access method",
      on: "materialized view",
      since: 15,
      sql: ({ it }, { oneOf }) => `ALTER MATERIALIZED VIEW ${it} SET ACCESS METHOD ${oneOf(["heap_too", "heap"])}`,
    },
    {
      name: "statistics of a column",
      on: "materialized column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER MATERIALIZED VIEW ${relation} ALTER COLUMN ${it} SET ${oneOf(["STATISTICS 9", "STATISTICS -1", "(n_distinct = 7)"])}`,
    },
    {
      name: "storage of a column",
      on: "materialized column",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER MATERIALIZED VIEW ${relation} ALTER COLUMN ${it} SET ${oneOf(["STORAGE PLAIN", "COMPRESSION pglz", "STORAGE EXTERNAL"])}`,
    },
    {
      name: "comment on column",
      on: "materialized column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `COMMENT ON COLUMN ${relation}.${it} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
    },
    {
      name: "rename column",
      on: "materialized column",
      sql: ({ relation, it }, { newName }) => `ALTER MATERIALIZED VIEW ${relation} RENAME COLUMN ${it} TO ${newName()}`,
    },
    {
      name: "cluster on",
      on: "materialized view",
      sql: ({ it }) => `ALTER MATERIALIZED VIEW ${it} CLUSTER ON best_customer`,
    },
    {
      name: "depends on extension",
      on: "materialized view",
      sql: ({ it }, { oneOf }) => `ALTER MATERIALIZED VIEW ${it} ${oneOf(["", "NO"])} DEPENDS ON EXTENSION citext`,
    },
    renamed("MATERIALIZED VIEW", "materialized view"),
    moved("MATERIALIZED VIEW", "materialized view"),
    commented("MATERIALIZED VIEW", "materialized view"),
    dropped("MATERIALIZED VIEW", "materialized view", "CASCADE"),
  ]),
  ...mutationsOf("rule", [
    {
      name: "create",
      on: "plain table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE RULE ${newName()} AS ON ${oneOf(["INSERT", "UPDATE", "DELETE"])} TO ${it} ${oneOf(["", "WHERE 1 > 2"])} DO ${oneOf(["ALSO NOTHING", "INSTEAD NOTHING", "ALSO SELECT 1", "ALSO (NOTIFY a; DELETE FROM app.scratch)"])}`,
    },
    {
      name: "on a view",
      on: "view",
      sql: ({ it }, { newName }) => `CREATE RULE ${newName()} AS ON DELETE TO ${it} DO INSTEAD NOTHING`,
    },
    {
      name: "replace",
      on: "rule",
      sql: ({ relation, it }, { oneOf }) =>
        `CREATE OR REPLACE RULE ${it} AS ON ${oneOf(["INSERT", "DELETE"])} TO ${relation} DO INSTEAD NOTHING`,
    },
    {
      name: "enabled",
      on: "table rule",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER TABLE ${relation} ${oneOf(["DISABLE", "ENABLE", "ENABLE ALWAYS", "ENABLE REPLICA"])} RULE ${it}`,
    },
    {
      name: "rename",
      on: "rule",
      sql: ({ relation, it }, { newName }) => `ALTER RULE ${it} ON ${relation} RENAME TO ${newName()}`,
    },
    {
      name: "comment",
      on: "rule",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `COMMENT ON RULE ${it} ON ${relation} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
    },
    { name: "drop", on: "rule", sql: ({ relation, it }) => `DROP RULE ${it} ON ${relation}` },
  ]),
  ...mutationsOf("extended statistics", [
    {
      name: "create",
      on: "number column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `CREATE STATISTICS app.${newName()} ${oneOf(["", "(mcv)", "(ndistinct, dependencies)"])} ON ${it}, (${it} + 1) FROM ${relation}`,
    },
    {
      name: "of an expression",
      on: "text column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `CREATE STATISTICS app.${newName()} ON ${oneOf(["lower", "upper"])}(${it}) FROM ${relation}`,
    },
    {
      name: "target",
      on: "statistics",
      sql: ({ it }, { oneOf }) => `ALTER STATISTICS ${it} SET STATISTICS ${oneOf(["0", "400", "-1"])}`,
    },
    renamed("STATISTICS", "statistics"),
    moved("STATISTICS", "statistics"),
    commented("STATISTICS", "statistics"),
    dropped("STATISTICS", "statistics"),
  ]),
];
