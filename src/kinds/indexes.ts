// Indexes of tables and materialized views, but for those that stand behind a constraint.

import { memberId } from "../catalog/object-id.ts";
import { givenOptions } from "./given-options.ts";
import { keyColumns, keyShape, keysOf } from "./index-keys.ts";
import { attributes, type Kind } from "./kind.ts";
import { flag, list, optionalText, text } from "./row.ts";
import { isUserSchema, joinComment, tablespaceOf } from "./scope.ts";
import { secondIndexes } from "./second/indexes.ts";

export const indexes: Kind = {
  name: "index",
  summary: "An index that is not behind a constraint.",
  madeBy: ["IndexStmt"],
  hasIndex: true,
  attributes: {
    type: { summary: "`INDEX` or `UNIQUE INDEX`" },
    method: { summary: "access method, such as `btree` or `gin`" },
    keys: {
      is: "list",
      summary:
        "columns or expressions in order, each with its collation, operator class, order and NULLS if not the default",
      syntax: "index key",
    },
    include: { is: "list", summary: "columns included besides the keys" },
    predicate: { summary: "`WHERE` of a partial index", syntax: "expression" },
    nullsNotDistinct: { is: "flag", summary: "`NULLS NOT DISTINCT`" },
    partitionOf: { summary: "the partitioned index to which it is attached", syntax: "relation" },
    invalid: { is: "flag", summary: "invalid: a concurrent build failed, or a partition lacks its index" },
    notReady: { is: "flag", summary: "not yet ready for inserts" },
    options: { is: "list", summary: "storage parameters" },
    tablespace: { summary: "tablespace, if not the database's default", beyondModels: true },
    statistics: { is: "list", summary: "statistics targets of its expressions, by position in the key" },
    clustered: { is: "flag", summary: "`CLUSTER ON`: CLUSTER sorts the table by it" },
    comment: { summary: "`COMMENT ON INDEX`", beyondModels: true },
  },
  query: ({ major }) => `
    SELECT c.relname AS name, i.indisunique AS unique,
      am.amname AS method, ${keyColumns("i")},
      pg_get_expr(i.indpred, i.indrelid) AS predicate,
      ${major >= 15 ? "i.indnullsnotdistinct" : "false"} AS nulls_not_distinct,
      inh.inhparent::regclass::text AS partition_of, NOT i.indisvalid AS invalid, NOT i.indisready AS not_ready,
      ${givenOptions("c.reloptions")} AS options, ${tablespaceOf("c")} AS tablespace, CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT array_agg(x.attnum || ': ' || x.attstattarget ORDER BY x.attnum)
        FROM pg_attribute x WHERE x.attrelid = c.oid AND x.attstattarget >= 0) END AS statistics, i.indisclustered AS clustered,
      d.description AS comment
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_am am ON am.oid = c.relam
    LEFT JOIN pg_inherits inh ON inh.inhrelid = c.oid
    ${joinComment("pg_class", "c.oid")}
    WHERE t.relkind IN ('r', 'p', 'm') AND ${isUserSchema("n")}
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`,
  read: (row, names) => {
    if (!names.isOurs(text(row, "key_relation"))) return undefined;
    const parent = names.relation(text(row, "key_relation"));
    return {
      id: memberId("index", parent, text(row, "name")),
      kind: "index",
      parent,
      attributes: attributes({
        type: flag(row, "unique") ? "UNIQUE INDEX" : "INDEX",
        method: text(row, "method"),
        ...keysOf(row, names),
        predicate: optionalText(row, "predicate"),
        nullsNotDistinct: flag(row, "nulls_not_distinct"),
        partitionOf: optionalText(row, "partition_of"),
        invalid: flag(row, "invalid"),
        notReady: flag(row, "not_ready"),
        options: list(row, "options"),
        tablespace: optionalText(row, "tablespace"),
        statistics: list(row, "statistics"),
        clustered: flag(row, "clustered"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
  shape: (object) => keyShape(object.attributes),
  structure: secondIndexes,
};
