// A column's type: in place, with the cast that it takes and what values may be lost on the way.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameInSql } from "../../sql/identifier.ts";
import { ownerName, ownName } from "../naming.ts";
import type { Alter, AlterContext, Change } from "./alter.ts";
import { type Conversion, conversionOf } from "./conversion.ts";
import { textOf } from "./values.ts";

/** `ALTER COLUMN … TYPE`, and its collation. A default that is in the way is taken off, and put on in the same statement. */
export const alterType: Alter = (change, context) => {
  const { from, to } = change;
  const [old, wanted] = [textOf(from, "type") ?? "", textOf(to, "type") ?? ""];
  const conversion = conversionOf(old, wanted, from);
  const name = ownName(to.id);
  const head = `ALTER ${tableWord(to)} ${ownerName(to.id)}`;
  const collation = textOf(to, "collation");
  const collate = collation === undefined ? "" : ` COLLATE ${collation}`;
  const type = (using: string) => `ALTER COLUMN ${name} TYPE ${wanted}${collate}${using}`;
  const around = (action: string) => [...before(change, name), action, ...after(change, name)].join(", ");
  const facts = { rewrites: conversion.rewrites, scans: conversion.rewrites || conversion.fails !== undefined };
  const loss = lossOf(conversion, change, context);
  const cast = ` USING ${name}::${wanted}`;
  const hasDefault = from.attributes.default !== undefined && conversion.isOther;
  const plain = hasDefault ? around(type("")) : type("");
  const casting = hasDefault ? around(type(cast)) : type(cast);
  return [
    {
      sql: `${head} ${plain}`,
      ...facts,
      ...loss,
      orElse: [
        {
          sql: `${head} ${casting}`,
          ...facts,
          rewrites: true,
          scans: true,
          loses: loss.loses ?? {
            what: `The cast from ${old} to ${wanted} can fail.`,
            query: `SELECT count(*) FROM ${ownerName(to.id)} WHERE ${name} IS NOT NULL`,
          },
          orElse: {
            reason: `PostgreSQL has no cast from ${old} to ${wanted}`,
            skeleton: `${head} ${around(type(` USING /* an expression of type ${wanted} */`))}`,
          },
        },
      ],
    },
  ];
};

/** Altered together with the type where both differ. */
export const alterCollation: Alter = (change, context) =>
  change.from.attributes.type === change.to.attributes.type ? alterType(change, context) : [];

export const tableWord = ({ parent }: CatalogObject) =>
  parent?.startsWith("foreign table:") ? "FOREIGN TABLE" : "TABLE";

/** Is the default another after the type has changed, or in the way of that? Then the type's statement has it. */
export function takesDefaultAlong({ from, to }: Pick<Change, "from" | "to">): boolean {
  const [old, wanted] = [textOf(from, "type") ?? "", textOf(to, "type") ?? ""];
  return old !== wanted && from.attributes.default !== undefined && conversionOf(old, wanted, from).isOther;
}

const before = ({ from }: Change, name: string) =>
  from.attributes.default === undefined ? [] : [`ALTER COLUMN ${name} DROP DEFAULT`];

const after = ({ to }: Change, name: string) =>
  to.attributes.default === undefined || to.attributes.identity !== undefined
    ? []
    : [`ALTER COLUMN ${name} SET DEFAULT ${textOf(to, "default")}`];

function lossOf({ fails }: Conversion, { from, to }: Change, { major }: AlterContext) {
  if (fails === undefined) return {};
  const where = fails.where(ownName(to.id), major);
  const table = to.parent === undefined ? ownerName(to.id) : nameInSql(to.parent);
  const [old, wanted] = [textOf(from, "type"), textOf(to, "type")];
  return {
    loses: {
      what: `${fails.what(String(old), String(wanted))}`,
      query: `SELECT count(*) FROM ${table} WHERE ${where}`,
    },
  };
}
