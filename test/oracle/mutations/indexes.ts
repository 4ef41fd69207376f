// Indexes.

import { commented, dropped, mutationsOf } from "./mutation.ts";

export const indexMutations = mutationsOf("index", [
  {
    name: "create",
    on: "column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE ${oneOf(["", "UNIQUE"])} INDEX ${newName()} ON ${relation} (${it} ${oneOf(["", "DESC", "NULLS FIRST", "DESC NULLS LAST"])})`,
  },
  {
    name: "create by hash",
    on: "column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${relation} USING ${oneOf(["hash", "brin", "gin", "gist", "btree_too"])} (${it})`,
  },
  {
    name: "operator class",
    on: "text column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${relation} (${it} ${oneOf(["text_pattern_ops", 'COLLATE "POSIX"', "COLLATE app.german text_pattern_ops DESC", "varchar_pattern_ops"])})`,
  },
  {
    name: "a user's operator class",
    on: "number column",
    sql: ({ relation, it }, { newName }) => `CREATE INDEX ${newName()} ON ${relation} (${it} app.backwards)`,
  },
  {
    name: "operator class with parameters",
    on: "table",
    sql: ({ it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${it} USING gist (words tsvector_ops (siglen = ${oneOf(["32", "64"])}))`,
  },
  {
    name: "expression",
    on: "text column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${relation} (${oneOf([`lower(${it}), upper(${it})`, `(${it} || 'x'::text) COLLATE "C"`, `app.norm(${it}), ${it}`, `(${it} IS NULL)`])})`,
  },
  {
    name: "predicate",
    on: "number column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${relation} (${it}) WHERE ${it} > ${oneOf(["1", "2"])} AND ${it} IN (3, 4)`,
  },
  {
    name: "include",
    on: "number column",
    sql: ({ relation, it }, { newName }) => `CREATE INDEX ${newName()} ON ${relation} (${it}) INCLUDE (${it})`,
  },
  {
    name: "nulls not distinct",
    on: "column",
    since: 15,
    sql: ({ relation, it }, { newName }) =>
      `CREATE UNIQUE INDEX ${newName()} ON ${relation} (${it}) NULLS NOT DISTINCT`,
  },
  {
    name: "on a partitioned table",
    on: "partitioned column",
    sql: ({ relation, it }, { newName, oneOf }) =>
      `CREATE INDEX ${newName()} ON ${oneOf(["", "ONLY"])} ${relation} (${it})`,
  },
  {
    name: "on a materialized view",
    on: "materialized column",
    sql: ({ relation, it }, { newName }) => `CREATE INDEX ${newName()} ON ${relation} (${it})`,
  },
  { name: "attach", on: "attachable index", sql: ({ it, parent }) => `ALTER INDEX ${parent} ATTACH PARTITION ${it}` },
  { name: "attach, the spare one", sql: () => "ALTER INDEX app.shards_word ATTACH PARTITION app.shards_0_word" },
  {
    name: "concurrently",
    on: "column",
    half: true,
    sql: ({ relation, it }, { newName }) => `CREATE INDEX CONCURRENTLY ${newName()} ON ${relation} (${it})`,
  },
  {
    name: "concurrently, and failing",
    on: "column",
    half: true,
    sql: ({ relation }, { newName }) =>
      `CREATE INDEX CONCURRENTLY ${newName()} ON ${relation} ((1 / (random() * 0)::integer))`,
  },
  { name: "reindex", on: "index", sql: ({ it }) => `REINDEX INDEX ${it}` },
  {
    name: "storage parameter",
    on: "index",
    sql: ({ it }, { oneOf }) =>
      `ALTER INDEX ${it} SET (${oneOf(["fillfactor = 50", "deduplicate_items = off", "fastupdate = off", "buffering = off"])})`,
  },
  {
    name: "no storage parameter",
    on: "index",
    sql: ({ it }, { oneOf }) => `ALTER INDEX ${it} RESET (${oneOf(["fillfactor", "deduplicate_items"])})`,
  },
  {
    name: "statistics of an expression",
    on: "expression index",
    sql: ({ it }, { oneOf }) =>
      `ALTER INDEX ${it} ALTER COLUMN ${oneOf(["1", "2"])} SET STATISTICS ${oneOf(["300", "0", "-1"])}`,
  },
  {
    name: "tablespace",
    on: "index",
    sql: ({ it }, { oneOf }) => `ALTER INDEX ${it} SET TABLESPACE ${oneOf(["oracle_space", "pg_default"])}`,
  },
  { name: "rename", on: "index", sql: ({ it }, { newName }) => `ALTER INDEX ${it} RENAME TO ${newName()}` },
  { name: "depends on extension", on: "free index", sql: ({ it }) => `ALTER INDEX ${it} DEPENDS ON EXTENSION citext` },
  commented("INDEX", "index"),
  dropped("INDEX", "free index"),
]);
