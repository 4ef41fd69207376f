// Foreign data: wrappers, servers, user mappings and foreign tables. A foreign table's rows are elsewhere, so that it can be made again.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { type Alter, type Alterer, remake, run } from "./alter.ts";
import { accessOf, commentOn, renamed } from "./common.ts";
import { inherits, partitionBound, partitionOf } from "./inheritance.ts";
import { columnOrder } from "./table.ts";
import { foreignOptionsOf, listOf, textOf } from "./values.ts";

const secret = "(not read)";

/** Options by name; a value that nobody read can't be set. */
const options =
  (head: (to: CatalogObject) => string): Alter =>
  ({ from, to }) => {
    const [before, after] = [listOf(from, "options"), listOf(to, "options")];
    const hidden = after.find((option) => option.endsWith(`=${secret}`) && !before.includes(option));
    if (hidden !== undefined)
      return { reason: `the value of ${hidden.split("=")[0]} may be a secret and was not read` };
    return [{ sql: `${head(to)} OPTIONS (${foreignOptionsOf(before, after)})` }];
  };

const wrapperHead = ({ id }: CatalogObject) => `ALTER FOREIGN DATA WRAPPER ${nameInSql(id)}`;
const serverHead = ({ id }: CatalogObject) => `ALTER SERVER ${nameInSql(id)}`;

const routine = (word: string, attribute: string): Alter =>
  run((to) => {
    const name = textOf(to, attribute);
    return `${wrapperHead(to)} ${name === undefined ? `NO ${word}` : `${word} ${name.replace(/\(.*$/s, "")}`}`;
  });

export const foreignDataWrapper: Alterer = {
  kind: "foreign data wrapper",
  rename: renamed("FOREIGN DATA WRAPPER"),
  attributes: {
    handler: routine("HANDLER", "handler"),
    validator: routine("VALIDATOR", "validator"),
    options: options(wrapperHead),
    ...accessOf("FOREIGN DATA WRAPPER"),
    comment: commentOn("FOREIGN DATA WRAPPER"),
  },
};

export const foreignServer: Alterer = {
  kind: "foreign server",
  rename: renamed("SERVER"),
  attributes: {
    wrapper: remake,
    type: remake,
    version: run((to) => {
      const version = textOf(to, "version");
      return `${serverHead(to)} VERSION ${version === undefined ? "NULL" : literal(version)}`;
    }),
    options: options(serverHead),
    ...accessOf("SERVER", "FOREIGN SERVER"),
    comment: commentOn("SERVER"),
  },
};

const mappingHead = ({ id }: CatalogObject) => {
  const { path } = parseObjectId(id);
  const role = path.at(-1) ?? "";
  return `ALTER USER MAPPING FOR ${role === "public" ? "PUBLIC" : identifier(role)} SERVER ${identifier(path[0] ?? "")}`;
};

export const userMapping: Alterer = { kind: "user mapping", attributes: { options: options(mappingHead) } };

export const foreignTable: Alterer = {
  kind: "foreign table",
  rename: renamed("FOREIGN TABLE"),
  attributes: {
    server: remake,
    options: options(({ id }) => `ALTER FOREIGN TABLE ${nameInSql(id)}`),
    partitionOf,
    partitionBound,
    inherits,
    ...accessOf("FOREIGN TABLE", "TABLE"),
    comment: commentOn("FOREIGN TABLE"),
    columnOrder,
  },
};
