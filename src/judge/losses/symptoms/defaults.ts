// What a column's default, identity or expression says on each side. Where that is not certain, the answer is no.

import type { CatalogObject } from "../../../catalog/catalog.ts";
import type { Drift } from "../../../catalog/drift.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import {
  type Constant,
  constantOf,
  isNextval,
  isNow,
  nodeOf,
  parseExpression,
  parseType,
  withoutAnyCast,
} from "../../../sql/expression.ts";
import { isTree, nodesOf, type Tree } from "../../../sql/parse.ts";
import { isUnchecked, isUnfilled, objectOn, on, type Symptoms, whole } from "./symptom.ts";

type Value = Drift["declared"];

const treeOf = (value: Value) => (typeof value === "string" ? parseExpression(value) : undefined);

function constant(value: Value): Constant | undefined {
  const tree = treeOf(value);
  return tree && constantOf(withoutAnyCast(tree));
}

function stringOf(value: Value): string | undefined {
  const literal = constant(value);
  return literal && "string" in literal ? literal.string : undefined;
}

const isNull = (value: Value) => {
  const literal = constant(value);
  return literal !== undefined && "null" in literal;
};

const callsFunction = (tree: unknown) =>
  ["FuncCall", "SQLValueFunction"].some((type) => !nodesOf(tree, type).next().done);

const calls = (value: Value) => callsFunction(treeOf(value));

/** One value for ever: a literal, or an array of literals. A cast of a cast may be worked out anew for each row. */
function isFixed(tree: unknown): boolean {
  if (!isTree(tree)) return false;
  const arg = nodeOf(tree, "TypeCast")?.arg;
  const inner = isTree(arg) ? arg : tree;
  const elements = nodeOf(inner, "A_ArrayExpr")?.elements;
  return Array.isArray(elements) ? elements.every(isFixed) : nodeOf(inner, "A_Const") !== undefined;
}

const draws = (value: Value) => {
  const tree = treeOf(value);
  return tree !== undefined && isNextval(tree);
};

const typeOf = (object: CatalogObject | undefined) => {
  const type = parseType(String(object?.attributes.type));
  return type?.dimensions === 0 ? type.name : undefined;
};

const strings = ["text", "varchar", "bpchar"];
const numbers = ["int2", "int4", "int8", "numeric"];

/** The types of both columns, where each is one of these. */
function bothOf(names: readonly string[], drift: Drift, comparison: Comparison): boolean {
  const types = (["declared", "live"] as const).map((side) => typeOf(objectOn(side, drift, comparison)));
  return types.every((type) => type !== undefined && names.includes(type));
}

/** A string that says what a call would say. */
function isTextOfCall(own: Value, column: CatalogObject | undefined): boolean {
  const text = stringOf(own);
  const tree: Tree | undefined = text === undefined ? undefined : parseExpression(text);
  const value = nodeOf(tree, "SQLValueFunction");
  // `user` is a word that people store.
  const isCall = nodeOf(tree, "FuncCall") !== undefined || (value !== undefined && value.op !== "SVFOP_USER");
  return isCall && strings.includes(typeOf(column) ?? "");
}

/** Two values of which no type makes one. */
function areOther(drift: Drift, comparison: Comparison): boolean {
  const [one, other] = [constant(drift.declared), constant(drift.live)];
  if (one === undefined || other === undefined) return false;
  const [a, b] = [textOf(one), textOf(other)];
  if (a === undefined || b === undefined) return false;
  if (bothOf(strings, drift, comparison)) return a.trimEnd() !== b.trimEnd();
  if (bothOf(["bool"], drift, comparison)) return a !== b;
  return bothOf(numbers, drift, comparison) && Number(a) !== Number(b);
}

const textOf = (value: Constant) =>
  "string" in value
    ? value.string
    : "number" in value
      ? value.number
      : "boolean" in value
        ? value.boolean.toString()
        : undefined;

function hasMoreQuotes({ declared, live }: Drift): boolean {
  const [one, other] = [stringOf(declared), stringOf(live)];
  if (one === undefined || other === undefined) return false;
  const doubled = one.replaceAll("'", "''");
  return other !== one && [`"${one}"`, `'${one}'`, doubled].includes(other);
}

function isSameMoment(drift: Drift, comparison: Comparison): boolean {
  const [one, other] = [stringOf(drift.declared), stringOf(drift.live)];
  const types = (["declared", "live"] as const).map((side) => typeOf(objectOn(side, drift, comparison)));
  const zone = one !== undefined && other?.startsWith(one) ? other.slice(one.length) : "";
  return types.join() === "timestamp,timestamptz" && /^[+-]\d\d(?::\d\d)*$/.test(zone);
}

export const ofDefaults: Symptoms = {
  "declared-nextval": (drift, comparison) => draws(defaultOn("declared", drift, comparison)),
  "live-nextval": (drift, comparison) => draws(defaultOn("live", drift, comparison)),
  "declared-identity": on("declared", ({ attributes }) => attributes.identity !== undefined),
  "live-identity": on("live", ({ attributes }) => attributes.identity !== undefined),
  "declared-generated": on("declared", ({ attributes }) => attributes.generated !== undefined),
  "live-generated": on("live", ({ attributes }) => attributes.generated !== undefined),
  "whole-generated": (drift) => whole(drift).generated !== undefined,
  "live-unfilled": on("live", (column, catalog) => {
    const own = column.attributes.default;
    return (own === undefined || isNull(own)) && isUnfilled(column, catalog);
  }),
  "live-not-null": on("live", ({ attributes }) => attributes.notNull === true),
  "live-nullable": on("live", ({ attributes }) => attributes.notNull !== true),
  "declared-unchecked": on("declared", isUnchecked),
  "live-unchecked": on("live", isUnchecked),
  "must-be-given": on("live", (column, catalog) => {
    const { notNull, default: own } = column.attributes;
    return notNull === true && own === undefined && isUnfilled(column, catalog);
  }),
  "declared-word-null": ({ declared, live }) => stringOf(declared) === "NULL" && (live === null || isNull(live)),
  "declared-default-null": ({ declared }) => isNull(declared),
  "live-default-null": ({ live }) => isNull(live),
  "declared-calls": ({ declared }) => calls(declared),
  "live-calls": ({ live }) => calls(live),
  "declared-fixed": ({ declared }) => isFixed(treeOf(declared)),
  "live-fixed": ({ live }) => isFixed(treeOf(live)),
  "declared-text-of-now": (drift, comparison) => {
    const tree = parseExpression(stringOf(drift.declared) ?? "");
    return tree !== undefined && isNow(tree) && isTextOfCall(drift.declared, objectOn("declared", drift, comparison));
  },
  "live-text-of-call": (drift, comparison) => isTextOfCall(drift.live, objectOn("live", drift, comparison)),
  "live-now": ({ live }) => {
    const tree = treeOf(live);
    return tree !== undefined && isNow(withoutAnyCast(tree));
  },
  "live-has-more-quotes": (drift, comparison) => hasMoreQuotes(drift) && bothOf(strings, drift, comparison),
  "same-moment-with-zone": isSameMoment,
  "other-value": areOther,
};

const defaultOn = (side: "declared" | "live", drift: Drift, comparison: Comparison) =>
  objectOn(side, drift, comparison)?.attributes.default ?? null;
