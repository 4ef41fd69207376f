// Sequences: in place, as their value is data.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId } from "../../catalog/object-id.ts";
import { identifiers, nameInSql } from "../../sql/identifier.ts";
import { type Alter, type Alterer, run } from "./alter.ts";
import { accessOf, commentOn, renamed } from "./common.ts";
import { isSet, textOf } from "./values.ts";

const head = ({ id }: CatalogObject) => `ALTER SEQUENCE ${nameInSql(id)}`;

/** An identity column's sequence is the column's: its type and owner follow. */
const isOfIdentity = (sequence: CatalogObject, objects: ReadonlyMap<string, CatalogObject>) =>
  sequence.parent !== undefined && objects.get(sequence.parent)?.attributes.identity !== undefined;

const type: Alter = ({ to }, { to: catalog }) =>
  isOfIdentity(to, catalog.objects) &&
  to.attributes.type === (to.parent && catalog.objects.get(to.parent)?.attributes.type)
    ? [{ sql: `${head(to)} AS ${textOf(to, "type")}` }]
    : [{ sql: `${head(to)} AS ${textOf(to, "type")}` }];

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
    type,
    start: run((to) => `${head(to)} START ${textOf(to, "start") ?? firstOf(to)}`),
    increment: run((to) => `${head(to)} INCREMENT ${textOf(to, "increment")}`),
    min: run(
      (to) => `${head(to)} ${to.attributes.min === undefined ? "NO MINVALUE" : `MINVALUE ${textOf(to, "min")}`}`,
    ),
    max: run(
      (to) => `${head(to)} ${to.attributes.max === undefined ? "NO MAXVALUE" : `MAXVALUE ${textOf(to, "max")}`}`,
    ),
    cache: run((to) => `${head(to)} CACHE ${textOf(to, "cache") ?? "1"}`),
    cycle: run((to) => `${head(to)} ${isSet(to, "cycle") ? "CYCLE" : "NO CYCLE"}`),
    persistence: run((to) => `${head(to)} SET ${textOf(to, "persistence") ?? "LOGGED"}`),
    ...accessOf("SEQUENCE"),
    comment: commentOn("SEQUENCE"),
  },
};

const smallest: Readonly<Record<string, string>> = { smallint: "-32768", integer: "-2147483648" };

/** Where CREATE SEQUENCE would begin: at the first bound in its direction. */
function firstOf(sequence: CatalogObject): string {
  const isDescending = textOf(sequence, "increment")?.startsWith("-") === true;
  if (isDescending) return textOf(sequence, "max") ?? "-1";
  const [min, type_] = [textOf(sequence, "min"), textOf(sequence, "type") ?? ""];
  return min ?? (smallest[type_] === undefined ? "1" : "1");
}
