// MySQL's DATETIME has no time zone; pgloader makes it timestamptz. The precision must be the same, and nothing that is stored with
// the table may make of the one an instant or a day that it does not make of the other.

import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf, nameOf, type ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { kindNamed } from "../../kinds/registry.ts";
import {
  constantOf,
  isNow,
  normalForm,
  parseExpression,
  parseType,
  withoutAnyCast,
  withoutCasts,
} from "../../sql/expression.ts";
import { declined, type Equivalence, type Refusal } from "../equivalence.ts";
import { bothSides, columnOf, isForeign, textOf } from "../evidence/facts.ts";
import { pairsOf } from "../evidence/foreign-keys.ts";
import { instants } from "../evidence/instants.ts";
import { readersOf, tablesIn } from "../evidence/readers.ts";
import { routineOtherwise } from "../evidence/routines.ts";
import { isNull, isOnly, isValue, namesOf } from "../evidence/uses.ts";

const fullPrecision = 6;

export const timestamptzAsTimestamp: Equivalence = {
  name: "timestamptz-as-timestamp",
  summary:
    "`timestamp` is declared and `timestamp with time zone` is live, with the same precision, and no default, check, index, policy or view depends on the difference.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const [naive, aware] = [parseType(String(drift.declared)), parseType(String(drift.live))];
    if (naive?.name !== "timestamp" || aware?.name !== "timestamptz" || naive.dimensions !== aware.dimensions)
      return declined("the types are not timestamp (declared) and timestamp with time zone (live)");
    const precision = naive.modifiers[0] ?? fullPrecision;
    const other = aware.modifiers[0] ?? fullPrecision;
    if (precision !== other)
      return declined(`the declared type keeps ${precision} digits of a second, the live type ${other}`);
    return (
      toldApart(drift, comparison) ??
      `both store a point in time to ${precision} digits of a second; values read from live have a time zone`
    );
  },
};

/** What makes of the live column another instant than of the declared one. Of two values alone nothing of the kind is known. */
function toldApart(drift: Drift, comparison: Comparison): Refusal | undefined {
  const columns = bothSides(drift, comparison);
  if (columns === undefined) return undefined;
  const [one, other] = [columns.declared, columns.live].map(({ attributes }) => textOf(attributes.default));
  if (one !== undefined && other !== undefined && saysOtherwise(one, other))
    return declined(
      `the default ${other} is not a point in time; which one it becomes depends on the session's time zone`,
    );
  const { id, parent } = columns.live;
  if (parent === undefined) return undefined;
  const naive = isForeign(columns.live) ? parent : naiveEnd(parent, nameOf(id), comparison.live);
  if (naive !== undefined) return declined(`${naive} uses it as a timestamp without a time zone`);
  const isPeer = instants(awareIn([parent], comparison.live));
  const isStorable = (value: unknown) => isValue(value, { names: new Set([nameOf(id)]), isPeer }) || isNull(value);
  const reader =
    readerOtherwise(parent, nameOf(id), comparison.live, new Set()) ??
    routineOtherwise(parent, nameOf(id), comparison.live, {
      isPeer,
      isStorable,
      isHandedOn: false,
      isShownByRow: true,
    });
  return reader && declined(`${reader} uses more than the point in time, and depends on the session's time zone`);
}

/** Two other defaults are a drift of their own, and judged there. */
function saysOtherwise(declared: string, live: string): boolean {
  const [one, other] = [parseExpression(declared), parseExpression(live)];
  if (one === undefined || other === undefined) return declared === live;
  if (!isDeepStrictEqual(normalForm(one), normalForm(other))) return false;
  const [bare, constant] = [withoutCasts(other, ["timestamptz"]), constantOf(withoutAnyCast(other))];
  const isNull = constant !== undefined && "null" in constant;
  const isConstant = bare !== other && constantOf(bare) !== undefined;
  return !(isNow(bare) || isNull || isConstant);
}

/** What is stored with the table, or a view of it, that reads the column otherwise than as an instant. */
function readerOtherwise(table: ObjectId, column: string, live: Catalog, seen: Set<string>): ObjectId | undefined {
  const key = `${table} ${column}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  for (const { id, tree } of readersOf(table, live)) {
    const isPeer = instants(awareIn([table, ...tablesIn(tree)], live));
    const names = namesOf(column, tree, isPeer);
    const isView = kindNamed(kindOf(id))?.relation === "view";
    if (!isOnly(tree, { names, isPeer, isHandedOn: isView })) return id;
    if (!isView) continue;
    for (const name of names) {
      const further = readerOtherwise(id, name, live, seen);
      if (further !== undefined) return further;
    }
  }
  return undefined;
}

/** A foreign key between this column and one that is a timestamp still. */
function naiveEnd(table: ObjectId, column: string, live: Catalog): ObjectId | undefined {
  const isAware = awareIn([table], live);
  return pairsOf(table, column, live).find(([, other, name]) => !awareIn([other], live)(name) && isAware(column))?.[0];
}

/** Of several tables each that has a column of this name must have it as timestamptz. */
const awareIn = (tables: readonly ObjectId[], live: Catalog) => (column: string) => {
  const columns = tables.flatMap((table) => columnOf(table, column, live) ?? []);
  return (
    columns.length > 0 &&
    columns.every(({ attributes }) => parseType(textOf(attributes.type) ?? "")?.name === "timestamptz")
  );
};
