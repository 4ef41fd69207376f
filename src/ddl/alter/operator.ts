// Operators, their classes and families, casts, transforms and base types: definitions that hold no data and are made again,
// except where PostgreSQL alters them.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifiers } from "../../sql/identifier.ts";
import { type Alter, type Alterer, refuse, remadeFor } from "./alter.ts";
import { accessOf, commentOn, ownerOf, renamed } from "./common.ts";

/** `public.=== (integer, integer)`: an operator's name is never quoted. */
const operatorNamed = ({ id }: CatalogObject): string => {
  const { path, signature } = parseObjectId(id);
  const [schema = "", name = ""] = path;
  return `${identifiers(schema)}.${name} (${signature?.replace(/^none(?=,)/i, "NONE")})`;
};

/** Named after their access method: `public.int4_ops USING btree`. */
const classNamed = ({ id }: CatalogObject): string => {
  const { path, signature } = parseObjectId(id);
  return `${identifiers(...path)} USING ${signature}`;
};

export const operator: Alterer = {
  kind: "operator",
  attributes: {
    ...remadeFor("function", "commutator", "negator", "restrict", "join", "hashes", "merges"),
    owner: ownerOf("OPERATOR", operatorNamed),
    comment: commentOn("OPERATOR", operatorNamed),
  },
};

export const operatorFamily: Alterer = {
  kind: "operator family",
  attributes: {
    ...remadeFor("operators", "functions"),
    owner: ownerOf("OPERATOR FAMILY", classNamed),
    comment: commentOn("OPERATOR FAMILY", classNamed),
  },
};

export const operatorClass: Alterer = {
  kind: "operator class",
  attributes: {
    ...remadeFor("default", "type", "family", "storage", "operators", "functions"),
    owner: ownerOf("OPERATOR CLASS", classNamed),
    comment: commentOn("OPERATOR CLASS", classNamed),
  },
};

export const cast: Alterer = { kind: "cast", attributes: remadeFor("method", "function", "context", "comment") };

export const transform: Alterer = { kind: "transform", attributes: remadeFor("fromSql", "toSql", "comment") };

const whole = refuse("PostgreSQL alters no such property of a base type, and its functions would have to go with it");
const none = (...names: readonly string[]): Record<string, Alter> =>
  Object.fromEntries(names.map((name) => [name, whole]));

export const baseType: Alterer = {
  kind: "base type",
  rename: renamed("TYPE"),
  attributes: {
    ...none("shell", "input", "output", "receive", "send", "typmodIn", "typmodOut", "analyze", "subscript"),
    ...none("internalLength", "passedByValue", "alignment", "storage", "category", "preferred", "default"),
    ...none("element", "delimiter", "collatable"),
    ...accessOf("TYPE"),
    comment: commentOn("TYPE"),
  },
};
