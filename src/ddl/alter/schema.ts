// Schemas, extensions and what belongs to the database as a whole.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifier, nameInSql } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { type Alterer, again, refuse, remake, run } from "./alter.ts";
import { accessOf, commentOn, renamed } from "./common.ts";
import { textOf } from "./values.ts";

export const schema: Alterer = {
  kind: "schema",
  rename: renamed("SCHEMA"),
  attributes: { comment: commentOn("SCHEMA"), ...accessOf("SCHEMA") },
};

export const extension: Alterer = {
  kind: "extension",
  attributes: {
    schema: run((to) => `ALTER EXTENSION ${nameInSql(to.id)} SET SCHEMA ${identifier(textOf(to, "schema") ?? "")}`),
    version: ({ from, to }) => {
      const [was, version] = [textOf(from, "version"), textOf(to, "version")];
      const sql = `ALTER EXTENSION ${nameInSql(to.id)} UPDATE${version === undefined ? "" : ` TO ${literal(version)}`}`;
      return [{ sql, orElse: { reason: `the extension has no script from version ${was} to ${version}` } }];
    },
    comment: commentOn("EXTENSION"),
  },
};

export const extensionDependency: Alterer = { kind: "extension dependency", attributes: {} };

const notOne = "the copy cannot have the settings of the live database";

const settingHead = ({ id }: CatalogObject) => {
  const { path } = parseObjectId(id);
  const role = path.length > 1 ? `ROLE ${identifier(path[0] ?? "")} IN DATABASE` : "DATABASE";
  return `ALTER ${role} /* name */ SET ${path.at(-1)}`;
};

export const setting: Alterer = {
  kind: "setting",
  attributes: {
    searchPath: refuse(notOne, ({ to }) => `${settingHead(to)} = ${textOf(to, "searchPath")}`),
    value: refuse(notOne, ({ to }) => `${settingHead(to)} = ${textOf(to, "value")}`),
  },
};

export const securityLabel: Alterer = { kind: "security label", attributes: { label: remake } };

const notKnown = "the grants are told by role, and not what they were at first";

export const defaultPrivilege: Alterer = { kind: "default privilege", attributes: { privileges: () => again } };

export const systemPrivilege: Alterer = { kind: "system privilege", attributes: { privileges: refuse(notKnown) } };
