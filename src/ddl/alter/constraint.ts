// Constraints: most are dropped and made again, as they hold no data. What PostgreSQL changes in place is changed in place.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { literal } from "../../sql/literal.ts";
import { isOnDomain } from "../constraints.ts";
import { besideOwner, ownerName, ownName } from "../naming.ts";
import { type Alter, type Alterer, again, type Change, refuse, remake } from "./alter.ts";
import { commentOn } from "./common.ts";
import { isSet, listOf, setAndReset, textOf } from "./values.ts";

const table = ({ id, parent }: CatalogObject) =>
  `ALTER ${parent?.startsWith("domain:") ? "DOMAIN" : parent?.startsWith("foreign table:") ? "FOREIGN TABLE" : "TABLE"} ${ownerName(id)}`;

const onTable = (object: CatalogObject) =>
  `${ownName(object.id)} ON ${isOnDomain(object) ? "DOMAIN " : ""}${ownerName(object.id)}`;

/** Of a foreign key when it is checked can be altered; of a key, no. */
const deferral: Alter = ({ to, attribute, from }) => {
  if (to.attributes.type !== "FOREIGN KEY") return again;
  // Both are said at once.
  if (attribute === "deferred" && isSet(from, "deferrable") !== isSet(to, "deferrable")) return [];
  const when = isSet(to, "deferrable")
    ? `DEFERRABLE INITIALLY ${isSet(to, "deferred") ? "DEFERRED" : "IMMEDIATE"}`
    : "NOT DEFERRABLE";
  return [{ sql: `${table(to)} ALTER CONSTRAINT ${ownName(to.id)} ${when}` }];
};

const notValid: Alter = (change) => {
  const { to, from } = change;
  if (isSet(to, "notValid")) return again;
  if (isSet(from, "notEnforced") && isSet(to, "notEnforced") === false) return [];
  return [{ sql: `${table(to)} VALIDATE CONSTRAINT ${ownName(to.id)}`, scans: true, fails: violating(change) }];
};

function violating({ to }: Change) {
  const expression = textOf(to, "expression");
  const what = "A row that violates it makes it fail.";
  return expression === undefined || isOnDomain(to)
    ? { what }
    : { what, query: `SELECT count(*) FROM ${ownerName(to.id)} WHERE NOT (${expression})` };
}

const clustered: Alter = ({ to }) => [
  { sql: `${table(to)} ${isSet(to, "clustered") ? `CLUSTER ON ${ownName(to.id)}` : "SET WITHOUT CLUSTER"}` },
];

const whyNotDisabled = "triggers of a foreign key are named by numbers that differ in each database";

export const constraint: Alterer = {
  kind: "constraint",
  rename: (from, to) => [{ sql: `${table(from)} RENAME CONSTRAINT ${ownName(from.id)} TO ${ownName(to.id)}` }],
  attributes: {
    type: remake,
    keys: remake,
    include: remake,
    method: remake,
    nullsNotDistinct: remake,
    withoutOverlaps: remake,
    partitionOf: ({ to }) => {
      const parent = textOf(to, "partitionOf");
      return parent === undefined ? again : [{ sql: `ALTER INDEX ${parent} ATTACH PARTITION ${besideOwner(to.id)}` }];
    },
    invalid: refuse("an index is valid once each partition has its own; make what the partitions lack"),
    columns: remake,
    references: remake,
    referencedColumns: remake,
    match: remake,
    onUpdate: remake,
    onDelete: remake,
    onDeleteColumns: remake,
    expression: remake,
    definition: remake,
    noInherit: remake,
    deferrable: deferral,
    deferred: deferral,
    notValid,
    notEnforced: ({ to }, { major }) =>
      major >= 18 && to.attributes.type === "FOREIGN KEY"
        ? [
            {
              sql: `${table(to)} ALTER CONSTRAINT ${ownName(to.id)} ${isSet(to, "notEnforced") ? "NOT ENFORCED" : "ENFORCED"}`,
            },
          ]
        : again,
    disabled: ({ to }) =>
      isSet(to, "disabled")
        ? { reason: whyNotDisabled, skeleton: `${table(to)} DISABLE TRIGGER ALL /* all of the table's */` }
        : again,
    options: ({ from, to }) =>
      setAndReset(`ALTER INDEX ${besideOwner(to.id)}`, listOf(from, "options"), listOf(to, "options")).map((sql) => ({
        sql,
      })),
    tablespace: ({ to }) => [
      { sql: `ALTER INDEX ${besideOwner(to.id)} SET TABLESPACE ${textOf(to, "tablespace") ?? "pg_default"}` },
    ],
    clustered,
    indexComment: ({ to }) => {
      const comment = textOf(to, "indexComment");
      return [
        { sql: `COMMENT ON INDEX ${besideOwner(to.id)} IS ${comment === undefined ? "NULL" : literal(comment)}` },
      ];
    },
    comment: commentOn("CONSTRAINT", onTable),
  },
};
