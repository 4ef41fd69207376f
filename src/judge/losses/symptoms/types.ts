// What two types of one column take and refuse, as far as their names and modifiers tell.

import type { CatalogObject } from "../../../catalog/catalog.ts";
import type { Drift } from "../../../catalog/drift.ts";
import { kindOf } from "../../../catalog/object-id.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import { parseType, type SqlType } from "../../../sql/expression.ts";
import { labelsOf } from "../../evidence/facts.ts";
import { hasDomain, objectOn, type Symptom, type Symptoms } from "./symptom.ts";

const typesOf = ({ declared, live }: Drift) => [declared, live].map((type) => parseType(String(type)));

const bothTypes =
  (is: (declared: SqlType, live: SqlType) => boolean): Symptom =>
  (drift) => {
    const [one, other] = typesOf(drift);
    return one !== undefined && other !== undefined && is(one, other);
  };

/** How many characters a type of strings takes; undefined for another type. */
function lengthOf({ name, modifiers, dimensions }: SqlType): number | undefined {
  if (dimensions > 0 || !["text", "varchar", "bpchar"].includes(name)) return undefined;
  return modifiers[0] ?? Number.POSITIVE_INFINITY;
}

const byLength = (is: (declared: number, live: number) => boolean) =>
  bothTypes((one, other) => {
    const [declared, live] = [lengthOf(one), lengthOf(other)];
    return declared !== undefined && live !== undefined && is(declared, live);
  });

const integers = ["int2", "int4", "int8"];

const byWidth = (is: (declared: number, live: number) => boolean) =>
  bothTypes((one, other) => {
    const [declared, live] = [one, other].map(({ name, dimensions }) => (dimensions > 0 ? -1 : integers.indexOf(name)));
    return declared !== undefined && live !== undefined && declared >= 0 && live >= 0 && is(declared, live);
  });

const times = ["timestamp", "timestamptz", "time", "timetz"];
const digits = ({ modifiers }: SqlType) => modifiers[0] ?? 6;

const otherPrecision = bothTypes(
  (one, other) =>
    times.includes(one.name) &&
    (other.name === one.name || (one.name === "timestamp" && other.name === "timestamptz")) &&
    one.dimensions === other.dimensions &&
    digits(one) !== digits(other),
);

/** Two modifiers of one type that say the same are none. */
const otherSize = bothTypes(
  (one, other) => one.name === other.name && one.dimensions === other.dimensions && sizeOf(one) !== sizeOf(other),
);

// As PostgreSQL has it: all fields of an interval, and six digits of a second.
const fullInterval = [32767, 6];

function sizeOf(type: SqlType): string {
  if (times.includes(type.name)) return String(digits(type));
  if (type.name !== "interval") return String(type.modifiers);
  return String(fullInterval.map((full, at) => type.modifiers[at] ?? full));
}

const noStrings = ["text", "varchar", "bpchar", "name", "char"];

/** One of PostgreSQL's own types, whose values are not strings. */
function isNoString(type: SqlType, column: CatalogObject): boolean {
  // A sequence that the default draws from says nothing about the type.
  const isOwn = column.uses?.some((id) => kindOf(id) !== "sequence") !== true && !type.name.includes(".");
  return isOwn && type.dimensions === 0 && !noStrings.includes(type.name);
}

const noStringOn =
  (side: "declared" | "live"): Symptom =>
  (drift, comparison) => {
    const [type, column] = [parseType(String(drift[side])), objectOn(side, drift, comparison)];
    return type !== undefined && column !== undefined && isNoString(type, column);
  };

const listsOf = ({ declared, live }: Drift) =>
  [declared, live].map((list) => (Array.isArray(list) ? (list as readonly string[]) : undefined));

/** The labels of both sides, of an enum or of the columns that have one. */
function bothLabels(drift: Drift, comparison: Comparison): readonly (readonly string[] | undefined)[] {
  if (drift.attribute === "labels") return listsOf(drift);
  return (["declared", "live"] as const).map((side) => {
    const column = objectOn(side, drift, comparison);
    return column && labelsOf(column, comparison[side])?.labels;
  });
}

const sorted = (labels: readonly string[] | undefined) => JSON.stringify([...(labels ?? [])].sort());

function compareLabels(is: (sameSet: boolean, sameOrder: boolean) => boolean): Symptom {
  return (drift, comparison) => {
    const [one, other] = bothLabels(drift, comparison);
    if (one === undefined || other === undefined) return false;
    return is(sorted(one) === sorted(other), JSON.stringify(one) === JSON.stringify(other));
  };
}

export const ofTypes: Symptoms = {
  "has-domain": (drift, comparison) =>
    (["declared", "live"] as const).some((side) => {
      const column = objectOn(side, drift, comparison);
      return column !== undefined && hasDomain(column);
    }),
  unlisted: (drift, comparison) => {
    const column = objectOn("declared", drift, comparison);
    return column !== undefined && labelsOf(column, comparison.declared) === undefined;
  },
  "other-label-order": compareLabels((sameSet, sameOrder) => sameSet && !sameOrder),
  "other-labels": compareLabels((sameSet) => !sameSet),
  shorter: byLength((declared, live) => live < declared),
  longer: byLength((declared, live) => live > declared),
  "narrower-integer": byWidth((declared, live) => live < declared),
  "wider-integer": byWidth((declared, live) => live > declared),
  "other-precision-of-time": otherPrecision,
  "same-type-other-size": otherSize,
  "of-any-length": bothTypes((_, { modifiers }) => modifiers.length === 0),
  "declared-no-string": noStringOn("declared"),
  "live-no-string": noStringOn("live"),
  "array-of-declared": bothTypes((one, other) => one.name === other.name && one.dimensions < 1 && other.dimensions > 0),
  "element-of-declared": bothTypes(
    (one, other) => one.name === other.name && one.dimensions > 0 && other.dimensions < 1,
  ),
};
