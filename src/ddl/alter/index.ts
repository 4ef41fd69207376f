// Indexes: made again beside the old one wherever the definition itself differs, as they hold no data.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier } from "../../sql/identifier.ts";
import { besideOwner, ownerName, ownName } from "../naming.ts";
import { type Alter, type Alterer, remake, run } from "./alter.ts";
import { commentOn, inSchema } from "./common.ts";
import { isSet, listOf, setAndReset, textOf } from "./values.ts";

const head = ({ id }: CatalogObject) => `ALTER INDEX ${besideOwner(id)}`;

/** Of an expression by its place, as `2: 500`. */
const statistics: Alter = ({ from, to }) => {
  const [before, after] = [from, to].map(
    (object) => new Map(listOf(object, "statistics").map((each) => each.split(": ") as [string, string])),
  );
  const places = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...places]
    .filter((place) => before?.get(place) !== after?.get(place))
    .map((place) => ({ sql: `${head(to)} ALTER COLUMN ${place} SET STATISTICS ${after?.get(place) ?? "-1"}` }));
};

/** An index that a build left behind is built again; none is made invalid by a statement. */
const rebuilt: Alter = ({ to, attribute }, { inUse }) =>
  isSet(to, attribute)
    ? { reason: "no statement makes an index invalid" }
    : inUse
      ? [{ sql: `REINDEX INDEX CONCURRENTLY ${besideOwner(to.id)}`, transaction: "forbidden" }]
      : [{ sql: `REINDEX INDEX ${besideOwner(to.id)}` }];

export const index: Alterer = {
  kind: "index",
  rename: (from, to) => [{ sql: `${head(from)} RENAME TO ${ownName(to.id)}` }],
  attributes: {
    type: remake,
    method: remake,
    keys: remake,
    include: remake,
    predicate: remake,
    nullsNotDistinct: remake,
    partitionOf: ({ to }) => {
      const parent = textOf(to, "partitionOf");
      return parent === undefined ? "again" : [{ sql: `ALTER INDEX ${parent} ATTACH PARTITION ${besideOwner(to.id)}` }];
    },
    invalid: rebuilt,
    notReady: rebuilt,
    options: ({ from, to }) =>
      setAndReset(head(to), listOf(from, "options"), listOf(to, "options")).map((sql) => ({ sql })),
    tablespace: run((to) => `${head(to)} SET TABLESPACE ${identifier(textOf(to, "tablespace") ?? "pg_default")}`),
    statistics,
    clustered: run(
      (to) =>
        `ALTER ${to.parent?.startsWith("materialized view:") ? "MATERIALIZED VIEW" : "TABLE"} ${ownerName(to.id)} ${isSet(to, "clustered") ? `CLUSTER ON ${ownName(to.id)}` : "SET WITHOUT CLUSTER"}`,
    ),
    comment: commentOn("INDEX", inSchema),
  },
};
