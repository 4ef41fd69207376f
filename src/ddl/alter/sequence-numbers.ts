// The numbers of a sequence: its type, bounds, step and start hang together, so that one statement says them all. A bound or start
// that CREATE SEQUENCE would choose is in no catalog, and may still be another one than before.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { nameInSql } from "../../sql/identifier.ts";
import type { Alter } from "./alter.ts";
import { textOf } from "./values.ts";

const names = ["type", "start", "increment", "min", "max"] as const;

interface Numbers {
  readonly type: string;
  readonly increment: string;
  /** Undefined where it is the type's own. */
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly start: string;
}

function numbersOf(sequence: CatalogObject): Numbers {
  const increment = textOf(sequence, "increment") ?? "1";
  const [min, max] = [textOf(sequence, "min"), textOf(sequence, "max")];
  const first = increment.startsWith("-") ? (max ?? "-1") : (min ?? "1");
  return {
    type: textOf(sequence, "type") ?? "bigint",
    increment,
    min,
    max,
    start: textOf(sequence, "start") ?? first,
  };
}

function clausesFor(from: CatalogObject, to: CatalogObject): string[] {
  const [was, is] = [numbersOf(from), numbersOf(to)];
  const isOther = was.type !== is.type || was.increment.startsWith("-") !== is.increment.startsWith("-");
  return [
    ...(was.type === is.type ? [] : [`AS ${is.type}`]),
    ...(was.increment === is.increment ? [] : [`INCREMENT ${is.increment}`]),
    ...(was.min === is.min && !isOther ? [] : [is.min === undefined ? "NO MINVALUE" : `MINVALUE ${is.min}`]),
    ...(was.max === is.max && !isOther ? [] : [is.max === undefined ? "NO MAXVALUE" : `MAXVALUE ${is.max}`]),
    ...(was.start === is.start ? [] : [`START ${is.start}`]),
  ];
}

/** Where it counts may lie outside of the new bounds: PostgreSQL then wants to be told to begin anew. */
export const numbers: Alter = ({ from, to, attribute }) => {
  const isFirst = names.find((name) => textOf(from, name) !== textOf(to, name)) === attribute;
  if (!isFirst) return [];
  const name = nameInSql(to.id);
  const sql = `ALTER SEQUENCE ${name} ${clausesFor(from, to).join(" ")}`;
  const what = `Its counter begins anew at ${numbersOf(to).start}: it may give numbers that are taken.`;
  const anew = { sql: `${sql} RESTART`, loses: { what, query: `SELECT last_value FROM ${name}` } };
  return [{ sql, orElse: [anew] }];
};
