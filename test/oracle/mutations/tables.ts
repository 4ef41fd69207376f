// Tables, and how they hang together.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const storage = [
  "fillfactor = 70",
  "autovacuum_enabled = false",
  "toast_tuple_target = 256",
  "toast.autovacuum_enabled = false",
  "parallel_workers = 3",
  "user_catalog_table = true",
];

export const tableMutations = mutationsOf("table", [
  {
    name: "create",
    on: "schema",
    sql: ({ it }, { newName, oneOf }) =>
      `CREATE ${oneOf(["", "UNLOGGED"])} TABLE ${it}.${newName()} (id integer PRIMARY KEY, ${newName()} text DEFAULT 'it''s' CHECK (id > 1), n numeric(5,2) UNIQUE)`,
  },
  { name: "create empty", on: "schema", sql: ({ it }, { newName }) => `CREATE TABLE ${it}.${newName()} ()` },
  {
    name: "create like",
    on: "table",
    sql: ({ it, schema }, { newName }) => `CREATE TABLE ${schema}.${newName()} (LIKE ${it} INCLUDING ALL)`,
  },
  {
    name: "create child",
    on: "plain table",
    sql: ({ it, schema }, { newName }) => `CREATE TABLE ${schema}.${newName()} (${newName()} integer) INHERITS (${it})`,
  },
  { name: "create of type", on: "composite", sql: ({ it }, { newName }) => `CREATE TABLE app.${newName()} OF ${it}` },
  {
    name: "create partitioned",
    on: "schema",
    sql: ({ it }, { newName, oneOf }) =>
      `CREATE TABLE ${it}.${newName()} (id integer, t text COLLATE "C") PARTITION BY ${oneOf(["RANGE (id)", "LIST (t)", "HASH (id, t)", "RANGE ((id + 1), lower(t) text_pattern_ops)", 'LIST (t COLLATE "POSIX")'])}`,
  },
  {
    name: "create partition",
    on: "partitioned table",
    sql: ({ it, schema }, { newName, oneOf }) =>
      `CREATE TABLE ${schema}.${newName()} PARTITION OF ${it} ${oneOf(bounds)}`,
  },
  {
    name: "create sub-partitioned",
    on: "partitioned table",
    sql: ({ it, schema }, { newName, oneOf }) =>
      `CREATE TABLE ${schema}.${newName()} PARTITION OF ${it} ${oneOf(bounds)} PARTITION BY LIST (word)`,
  },
  {
    name: "detach partition",
    on: "partition",
    sql: ({ it, parent }) => `ALTER TABLE ${parent} DETACH PARTITION ${it}`,
  },
  {
    name: "attach partition",
    on: "plain table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE app.events ATTACH PARTITION ${it} ${oneOf(bounds)}`,
  },
  {
    name: "attach the spare partition",
    sql: (_, { oneOf }) => `ALTER TABLE app.events ATTACH PARTITION app.events_2026 ${oneOf(bounds.slice(0, 5))}`,
  },
  {
    name: "other bounds",
    on: "partition",
    sql: ({ it, parent }, { oneOf }) =>
      `ALTER TABLE ${parent} DETACH PARTITION ${it}; ALTER TABLE ${parent} ATTACH PARTITION ${it} ${oneOf(bounds)}`,
  },
  { name: "inherit", on: "plain table", sql: ({ it }) => `ALTER TABLE ${it} INHERIT app.people` },
  { name: "inherit, the lonely one", sql: () => "ALTER TABLE app.lonely INHERIT app.people" },
  { name: "no inherit", on: "child", sql: ({ it, parent }) => `ALTER TABLE ${it} NO INHERIT ${parent}` },
  { name: "of type", on: "plain table", sql: ({ it }) => `ALTER TABLE ${it} OF app.place` },
  { name: "of type, sites", sql: () => "ALTER TABLE app.sites OF app.place" },
  { name: "not of type", on: "typed table", sql: ({ it }) => `ALTER TABLE ${it} NOT OF` },
  {
    name: "persistence",
    on: "plain table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} SET ${oneOf(["LOGGED", "UNLOGGED"])}`,
  },
  {
    name: "row level security",
    on: "table",
    sql: ({ it }, { oneOf }) =>
      `ALTER TABLE ${it} ${oneOf(["ENABLE", "DISABLE", "FORCE", "NO FORCE"])} ROW LEVEL SECURITY`,
  },
  {
    name: "replica identity",
    on: "table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} REPLICA IDENTITY ${oneOf(["FULL", "NOTHING", "DEFAULT"])}`,
  },
  {
    name: "replica identity index",
    on: "unique index",
    sql: ({ it, relation, name }) => `ALTER TABLE ${relation} REPLICA IDENTITY USING INDEX ${name ?? it}`,
  },
  { name: "storage parameter", on: "table", sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} SET (${oneOf(storage)})` },
  {
    name: "no storage parameter",
    on: "table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} RESET (${oneOf(storage).split(" =")[0]})`,
  },
  {
    name: "tablespace",
    on: "table",
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} SET TABLESPACE ${oneOf(["oracle_space", "pg_default"])}`,
  },
  {
    name: "access method",
    on: "plain table",
    since: 15,
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} SET ACCESS METHOD ${oneOf(["heap", "heap_too"])}`,
  },
  {
    name: "access method of a partitioned table",
    on: "partitioned table",
    since: 17,
    sql: ({ it }, { oneOf }) => `ALTER TABLE ${it} SET ACCESS METHOD ${oneOf(["heap", "heap_too", "DEFAULT"])}`,
  },
  { name: "cluster on", on: "index", sql: ({ relation, name }) => `ALTER TABLE ${relation} CLUSTER ON ${name}` },
  { name: "without cluster", on: "table", sql: ({ it }) => `ALTER TABLE ${it} SET WITHOUT CLUSTER` },
  renamed("TABLE", "table"),
  moved("TABLE", "table"),
  commented("TABLE", "table"),
  dropped("TABLE", "table", "CASCADE"),
]);

const bounds = [
  "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
  "FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')",
  "FOR VALUES FROM ('2024-01-01') TO ('2024-07-01')",
  "FOR VALUES FROM (MINVALUE) TO ('1999-01-01')",
  "FOR VALUES FROM ('2030-01-01') TO (MAXVALUE)",
  "FOR VALUES IN ('a', 'it''s', NULL)",
  "FOR VALUES IN ('b')",
  "FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
  "FOR VALUES WITH (MODULUS 4, REMAINDER 3)",
  "FOR VALUES FROM (1) TO (10)",
  "DEFAULT",
];
