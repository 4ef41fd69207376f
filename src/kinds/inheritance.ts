// Where a table stands among others: a partition of one, or a child of several. For tables and foreign tables alike.

import type { Attribute } from "./kind.ts";
import { flag, list, optionalText, type Row } from "./row.ts";

export const inheritance = {
  partitionOf: {
    summary: "the partitioned table to which the partition belongs",
    syntax: "relation",
    beyondModels: true,
  },
  partitionBound: { summary: "`FOR VALUES …` of a partition", syntax: "partition bound", beyondModels: true },
  inherits: { is: "list", summary: "the tables from which it inherits, in order", syntax: "relation" },
} as const satisfies Readonly<Record<string, Attribute>>;

/** What `inheritanceOf` needs of the pg_class row under this alias, besides `parents`: the names of the others, in order. */
export const inheritanceColumns = (relation: string) =>
  `${relation}.relispartition AS is_partition, pg_get_expr(${relation}.relpartbound, ${relation}.oid) AS partition_bound`;

export function inheritanceOf(row: Row) {
  const parents = list(row, "parents");
  const isPartition = flag(row, "is_partition");
  return {
    partitionOf: isPartition ? parents[0] : null,
    partitionBound: optionalText(row, "partition_bound"),
    inherits: isPartition ? null : parents,
  };
}
