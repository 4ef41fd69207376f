// What acts on the rows of a table: triggers, policies, rewrite rules. They hold nothing and are made again.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { ownerName, ownName } from "../naming.ts";
import { type Alter, type Alterer, remake } from "./alter.ts";
import { commentOn, enabling, onHome } from "./common.ts";
import { listOf, textOf } from "./values.ts";

const enabled =
  (what: string): Alter =>
  ({ to }) => [
    {
      sql: `ALTER TABLE ${ownerName(to.id)} ${enabling(to)} ${what} ${ownName(to.id)}`,
    },
  ];

const renamed = (what: string) => (from: CatalogObject, to: CatalogObject) => [
  { sql: `ALTER ${what} ${onHome(from)} RENAME TO ${ownName(to.id)}` },
];

export const trigger: Alterer = {
  kind: "trigger",
  rename: renamed("TRIGGER"),
  attributes: { definition: remake, enabled: enabled("TRIGGER"), comment: commentOn("TRIGGER", onHome) },
};

export const rule: Alterer = {
  kind: "rule",
  rename: renamed("RULE"),
  attributes: { definition: remake, enabled: enabled("RULE"), comment: commentOn("RULE", onHome) },
};

/** What is there is replaced; an expression is never taken away. */
const policyExpression =
  (attribute: string, word: string): Alter =>
  ({ to }) => {
    const wanted = textOf(to, attribute);
    return wanted === undefined
      ? "again"
      : [{ sql: `ALTER POLICY ${ownName(to.id)} ON ${ownerName(to.id)} ${word} (${wanted})` }];
  };

export const policy: Alterer = {
  kind: "policy",
  rename: renamed("POLICY"),
  attributes: {
    type: remake,
    command: remake,
    roles: ({ to }) => [
      { sql: `ALTER POLICY ${ownName(to.id)} ON ${ownerName(to.id)} TO ${listOf(to, "roles").join(", ")}` },
    ],
    using: policyExpression("using", "USING"),
    withCheck: policyExpression("withCheck", "WITH CHECK"),
    comment: commentOn("POLICY", onHome),
  },
};
