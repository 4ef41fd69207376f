// Sequences: in place, as their value is data.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifiers, nameInSql } from "../../sql/identifier.ts";
import { type Alter, type Alterer, run } from "./alter.ts";
import { accessOf, commentOn, renamed } from "./common.ts";
import { numbers } from "./sequence-numbers.ts";
import { isSet, textOf } from "./values.ts";

const head = ({ id }: CatalogObject) => `ALTER SEQUENCE ${nameInSql(id)}`;

/** An identity column's sequence is the column's: its type and owner follow. */
const isOfIdentity = (sequence: CatalogObject, objects: ReadonlyMap<string, CatalogObject>) =>
  sequence.parent !== undefined && objects.get(sequence.parent)?.attributes.identity !== undefined;

const ownedBy: Alter = ({ from, to }, context) => {
  if (isOfIdentity(from, context.from.objects) || isOfIdentity(to, context.to.objects)) return [];
  const owner = textOf(to, "ownedBy");
  const column = owner === undefined ? "NONE" : identifiers(...parseObjectId(`column:${owner}`).path);
  // With a column that goes, what it owns would go, too.
  const isLeft = from.parent !== undefined && context.to.objects.has(from.parent);
  const freed =
    isLeft || from.parent === undefined || owner === undefined ? [] : [{ sql: `${head(to)} OWNED BY NONE` }];
  return [...freed, { sql: `${head(to)} OWNED BY ${column}` }];
};

export const sequence: Alterer = {
  kind: "sequence",
  rename: renamed("SEQUENCE"),
  attributes: {
    ownedBy,
    type: numbers,
    start: numbers,
    increment: numbers,
    min: numbers,
    max: numbers,
    cache: run((to) => `${head(to)} CACHE ${textOf(to, "cache") ?? "1"}`),
    cycle: run((to) => `${head(to)} ${isSet(to, "cycle") ? "CYCLE" : "NO CYCLE"}`),
    persistence: run((to) => `${head(to)} SET ${textOf(to, "persistence") ?? "LOGGED"}`),
    ...accessOf("SEQUENCE"),
    comment: commentOn("SEQUENCE"),
  },
};
