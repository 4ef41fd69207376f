// Types that users create: what PostgreSQL alters in place. A type that columns have is never made again, as they would go with it;
// one that none has is.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { usersOf } from "../../catalog/members.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { type Action, type Alter, type AlterContext, type Alterer, again, type Change, run } from "./alter.ts";
import { accessOf, byColumn, commentOn, commentsOn, renamed } from "./common.ts";
import { labels } from "./labels.ts";
import { isSet, listOf, textOf } from "./values.ts";

/** Made again where no column has it. */
const unlessUsed =
  (reason: string): Alter =>
  (change, context) => {
    const users = usersOf(change.from.id, context.from).filter(({ kind }) => kind === "column");
    if (users.length === 0) return again;
    const used = users.map(({ id }) => id.slice("column:".length)).join(", ");
    return {
      reason: `${reason}, and ${used} has it`,
      skeleton: `-- make another type, and alter the columns ${used} to it`,
    };
  };

export const enumType: Alterer = {
  kind: "enum",
  rename: renamed("TYPE"),
  attributes: { labels, ...accessOf("TYPE"), comment: commentOn("TYPE") },
};

const domainHead = ({ id }: CatalogObject) => `ALTER DOMAIN ${nameInSql(id)}`;
const nameOfNotNull = (domain: CatalogObject) =>
  textOf(domain, "notNullName") ?? `${parseObjectId(domain.id).path.at(-1)}_not_null`;

const domainNotNull: Alter = ({ to }, { major }) => {
  if (!isSet(to, "notNull")) return [{ sql: `${domainHead(to)} DROP NOT NULL` }];
  const named = major >= 18 && to.attributes.notNullName !== undefined;
  return [
    {
      sql: `${domainHead(to)} ${named ? `ADD CONSTRAINT ${identifier(nameOfNotNull(to))} NOT NULL` : "SET NOT NULL"}`,
      scans: true,
      fails: { what: "A column of this domain with a row without a value makes it fail." },
    },
  ];
};

export const domain: Alterer = {
  kind: "domain",
  rename: renamed("DOMAIN"),
  attributes: {
    type: unlessUsed("PostgreSQL changes no domain's type"),
    notNull: domainNotNull,
    default: run(
      (to) =>
        `${domainHead(to)} ${to.attributes.default === undefined ? "DROP DEFAULT" : `SET DEFAULT ${textOf(to, "default")}`}`,
    ),
    collation: unlessUsed("PostgreSQL changes no domain's collation"),
    notNullName: ({ from, to }) =>
      from.attributes.notNull !== to.attributes.notNull
        ? []
        : [
            {
              sql: `${domainHead(to)} RENAME CONSTRAINT ${identifier(nameOfNotNull(from))} TO ${identifier(nameOfNotNull(to))}`,
            },
          ],
    notNullComment: ({ to }) => {
      const comment = textOf(to, "notNullComment");
      const on = `${identifier(nameOfNotNull(to))} ON DOMAIN ${nameInSql(to.id)}`;
      return [{ sql: `COMMENT ON CONSTRAINT ${on} IS ${comment === undefined ? "NULL" : literal(comment)}` }];
    },
    ...accessOf("DOMAIN", "DOMAIN"),
    comment: commentOn("DOMAIN"),
  },
};

/** Attributes come at the end and go from anywhere; what stands in another order is another type. */
const attributesOf: Alter = (change, context) => {
  const { from, to } = change;
  const [before, after] = [byColumn(listOf(from, "attributes")), byColumn(listOf(to, "attributes"))];
  const kept = [...before.keys()].filter((name) => after.has(name));
  const added = [...after.keys()].filter((name) => !before.has(name));
  if ([...kept, ...added].join("\0") !== [...after.keys()].join("\0"))
    return unlessUsed("PostgreSQL adds an attribute at the end of its type, and moves none")(change, context);
  const head = `ALTER TYPE ${nameInSql(to.id)}`;
  return [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => dropAttribute(head, name, change, context)),
    ...kept
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => ({ sql: `${head} ALTER ATTRIBUTE ${identifier(name)} TYPE ${after.get(name)}`, orElse: again })),
    ...added.map((name) => ({ sql: `${head} ADD ATTRIBUTE ${identifier(name)} ${after.get(name)}` })),
  ];
};

function dropAttribute(head: string, name: string, { from }: Change, { from: catalog }: AlterContext): Action {
  const sql = `${head} DROP ATTRIBUTE ${identifier(name)}`;
  const isUsed = usersOf(from.id, catalog).some(({ kind }) => kind === "column");
  return isUsed ? { sql, loses: { what: "The attribute's values in columns of this type are lost." } } : { sql };
}

export const composite: Alterer = {
  kind: "composite",
  rename: renamed("TYPE"),
  attributes: {
    attributes: attributesOf,
    attributeComments: commentsOn("attributeComments"),
    ...accessOf("TYPE"),
    comment: commentOn("TYPE"),
  },
};

const another = unlessUsed("PostgreSQL changes no range type's definition");

export const range: Alterer = {
  kind: "range",
  rename: renamed("TYPE"),
  attributes: {
    subtype: another,
    opclass: another,
    collation: another,
    canonical: another,
    subtypeDiff: another,
    multirange: run(
      (to, { from }) =>
        `ALTER TYPE ${textOf(from, "multirange")} RENAME TO ${identifier(parseObjectId(`type:${textOf(to, "multirange")}`).path.at(-1) ?? "")}`,
    ),
    ...accessOf("TYPE"),
    comment: commentOn("TYPE"),
  },
};
