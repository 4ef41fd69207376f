// Kinds of which little can be altered, and that are made again for the rest: they hold no data.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { type Alter, type Alterer, refuse, remadeFor, remake, run } from "./alter.ts";
import { accessOf, commentOn, enabling, ownerOf, renamed } from "./common.ts";
import { isSet, listOf, textOf } from "./values.ts";

export const collation: Alterer = {
  kind: "collation",
  rename: renamed("COLLATION"),
  attributes: {
    ...remadeFor("provider", "locale", "lcCollate", "lcCtype", "nondeterministic", "rules"),
    owner: ownerOf("COLLATION"),
    comment: commentOn("COLLATION"),
  },
};

export const conversion: Alterer = {
  kind: "conversion",
  rename: renamed("CONVERSION"),
  attributes: {
    ...remadeFor("default", "from", "to", "function"),
    owner: ownerOf("CONVERSION"),
    comment: commentOn("CONVERSION"),
  },
};

export const language: Alterer = {
  kind: "language",
  rename: renamed("LANGUAGE"),
  attributes: {
    ...remadeFor("trusted", "handler", "inline", "validator"),
    ...accessOf("LANGUAGE"),
    comment: commentOn("LANGUAGE"),
  },
};

export const accessMethod: Alterer = {
  kind: "access method",
  attributes: { ...remadeFor("type", "handler"), comment: commentOn("ACCESS METHOD") },
};

export const statistics: Alterer = {
  kind: "statistics",
  rename: renamed("STATISTICS"),
  attributes: {
    ...remadeFor("table", "kinds", "keys"),
    target: run((to) => `ALTER STATISTICS ${nameInSql(to.id)} SET STATISTICS ${textOf(to, "target") ?? "-1"}`),
    owner: ownerOf("STATISTICS"),
    comment: commentOn("STATISTICS"),
  },
};

const search = (kind: string, names: readonly string[]): Alterer => ({
  kind,
  rename: renamed(kind.toUpperCase()),
  attributes: { ...remadeFor(...names), owner: ownerOf(kind.toUpperCase()), comment: commentOn(kind.toUpperCase()) },
});

const withoutOwner = ({ owner: _, ...attributes }: Readonly<Record<string, Alter>>) => attributes;

const parser = search("text search parser", ["start", "getToken", "end", "headline", "lexTypes"]);
const template = search("text search template", ["init", "lexize"]);
export const textSearchParser: Alterer = { ...parser, attributes: withoutOwner(parser.attributes) };
export const textSearchTemplate: Alterer = { ...template, attributes: withoutOwner(template.attributes) };
export const textSearchDictionary = search("text search dictionary", ["template", "options"]);
export const textSearchConfiguration = search("text search configuration", ["parser", "mappings"]);

export const eventTrigger: Alterer = {
  kind: "event trigger",
  rename: renamed("EVENT TRIGGER"),
  attributes: {
    ...remadeFor("event", "tags", "function"),
    enabled: run((to) => `ALTER EVENT TRIGGER ${nameInSql(to.id)} ${enabling(to)}`),
    owner: ownerOf("EVENT TRIGGER"),
    comment: commentOn("EVENT TRIGGER"),
  },
};

/** All that it publishes is said at once. */
const published: Alter = ({ from, to, attribute }) => {
  const [tables, schemas] = [listOf(to, "tables"), listOf(to, "schemas")];
  const isBoth = ["tables", "schemas"].every((name) => String(from.attributes[name]) !== String(to.attributes[name]));
  if (isBoth && attribute === "schemas") return [];
  const all = [
    ...(tables.length > 0 ? [`TABLE ${tables.join(", ")}`] : []),
    ...(schemas.length > 0 ? [`TABLES IN SCHEMA ${schemas.map(identifier).join(", ")}`] : []),
  ];
  return all.length === 0 ? "again" : [{ sql: `ALTER PUBLICATION ${nameInSql(to.id)} SET ${all.join(", ")}` }];
};

const publicationOption = (name: string, value: (to: CatalogObject) => string): Alter =>
  run((to) => `ALTER PUBLICATION ${nameInSql(to.id)} SET (${name} = ${value(to)})`);

export const publication: Alterer = {
  kind: "publication",
  rename: renamed("PUBLICATION"),
  attributes: {
    allTables: remake,
    tables: published,
    schemas: published,
    publish: publicationOption("publish", (to) => `'${listOf(to, "publish").join(", ")}'`),
    viaRoot: publicationOption("publish_via_partition_root", (to) => String(isSet(to, "viaRoot"))),
    generatedColumns: publicationOption("publish_generated_columns", (to) => textOf(to, "generatedColumns") ?? "none"),
    owner: ownerOf("PUBLICATION"),
    comment: commentOn("PUBLICATION"),
  },
};

const bySubscriber = "a copy has no subscription; what it does to the publisher cannot be proven here";

export const subscription: Alterer = {
  kind: "subscription",
  attributes: Object.fromEntries(
    [
      ...["connection", "publications", "enabled", "binary", "streaming", "twoPhase", "disableOnError", "slotName"],
      ...["synchronousCommit", "passwordNotRequired", "runAsOwner", "origin", "failover", "owner", "comment"],
    ].map((name) => [name, refuse(bySubscriber, ({ to }) => `ALTER SUBSCRIPTION ${nameInSql(to.id)} …`)]),
  ),
};
