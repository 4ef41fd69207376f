// Which rows the keys of a table keep apart, on both sides. Where a key's meaning is not certain (an expression, EXCLUDE, another
// operator class), nothing is claimed of it.

import type { CatalogObject, Side } from "../../../catalog/catalog.ts";
import type { Drift } from "../../../catalog/drift.ts";
import { membersOf } from "../../../catalog/members.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import { kindsThat } from "../../../kinds/registry.ts";
import { parseType } from "../../../sql/expression.ts";
import { parseIndexKey } from "../../../sql/index-key.ts";
import { columnOf, counterpart, listOf } from "../../evidence/facts.ts";
import { objectOn, type Symptoms } from "./symptom.ts";

const apart: readonly unknown[] = ["PRIMARY KEY", "UNIQUE", "UNIQUE INDEX", "EXCLUDE"];

interface Key {
  readonly object: CatalogObject;
  /** Its columns, if it is on columns alone, each compared as the column itself is. */
  readonly columns?: readonly string[];
  readonly reads: readonly string[];
}

function keyOf(object: CatalogObject): Key {
  const parts = listOf(object.attributes.keys).map(parseIndexKey);
  const reads = parts.flatMap((part) => part?.reads ?? []);
  const columns = parts.flatMap((part) => (part?.isPlain && part.column !== undefined ? [part.column] : []));
  const isPlain = parts.length > 0 && columns.length === parts.length && object.attributes.type !== "EXCLUDE";
  return { object, reads, ...(isPlain && { columns }) };
}

const opposite = { declared: "live", live: "declared" } as const;

interface Question {
  readonly key: Key;
  readonly side: Side;
  /** What keeps rows of the same table apart on the other side, but for its own counterpart. */
  readonly others: readonly Key[];
  readonly comparison: Comparison;
}

function ask(side: Side, drift: Drift, comparison: Comparison): Question | undefined {
  const object = objectOn(side, drift, comparison);
  if (object?.parent === undefined) return undefined;
  const other = opposite[side];
  const table = counterpart(object.parent, side, comparison);
  const own = objectOn(other, drift, comparison)?.id;
  const others = kindsThat(({ hasIndex }) => hasIndex)
    .flatMap((kind) => membersOf(table?.id, kind, comparison[other]))
    .filter(({ id, attributes }) => id !== own && apart.includes(attributes.type));
  return { key: keyOf(object), side, others: others.map(keyOf), comparison };
}

const isWhole = ({ object: { attributes } }: Key) =>
  attributes.predicate === undefined &&
  !attributes.deferrable &&
  !attributes.invalid &&
  !attributes.notReady &&
  !attributes.withoutOverlaps;

const within = (few: readonly string[] | undefined, many: readonly string[] | undefined) =>
  few !== undefined && many !== undefined && few.every((column) => many.includes(column));

/** Do these columns tell values apart in the same way on both sides? */
function sameEquality(columns: readonly string[], { key, side, comparison }: Question): boolean {
  return columns.every((name) => {
    const own = columnOf(key.object.parent, name, comparison[side]);
    const other = own && counterpart(own.id, side, comparison);
    if (own === undefined || other === undefined || own.attributes.collation !== other.attributes.collation)
      return false;
    const types = [own, other].map(({ attributes }) => String(attributes.type));
    return (
      types[0] === types[1] ||
      alike.some((family) => types.every((type) => family.includes(parseType(type)?.name ?? "")))
    );
  });
}

const alike = [
  ["int2", "int4", "int8", "numeric"],
  ["text", "varchar"],
];

/** Is a row with NULL in it kept apart by this key, or is there none? */
function tellsNull({ object: { attributes, parent }, columns = [] }: Key, side: Side, comparison: Comparison): boolean {
  const isNotNull = (name: string) => columnOf(parent, name, comparison[side])?.attributes.notNull === true;
  return attributes.type === "PRIMARY KEY" || attributes.nullsNotDistinct === true || columns.every(isNotNull);
}

/** Does `strict` refuse what `key` refuses as repeated, as far as NULL matters? */
const asStrict = (strict: Key, { key, side, comparison }: Question) =>
  tellsNull(strict, opposite[side], comparison) || key.object.attributes.nullsNotDistinct !== true;

function hasSame(question: Question): boolean {
  const { key, others } = question;
  return others.some(
    (other) =>
      isWhole(other) &&
      key.object.attributes.predicate === undefined &&
      within(other.columns, key.columns) &&
      within(key.columns, other.columns) &&
      sameEquality(key.columns ?? [], question) &&
      asStrict(other, question),
  );
}

function hasSameOrLess(question: Question): boolean {
  const { key, others } = question;
  return others.some(
    (other) =>
      isWhole(other) &&
      within(other.columns, key.columns) &&
      sameEquality(other.columns ?? [], question) &&
      asStrict(other, question),
  );
}

/** Nothing of the other side could keep the same rows apart. */
function isAlone({ key, others }: Question): boolean {
  const reads = key.columns ?? key.reads;
  const mayKeep = (other: Key) =>
    other.columns === undefined ? other.object.attributes.predicate === undefined : within(other.columns, reads);
  return !others.some((other) => mayKeep(other) && other.object.attributes.predicate === undefined);
}

function isOnLostKey(question: Question): boolean {
  const lost = question.others.filter(({ object }) => question.comparison.liveOf(object.id) === undefined);
  return hasSame({ ...question, others: lost });
}

const symptomOf =
  (side: Side, is: (question: Question) => boolean) =>
  (drift: Drift, comparison: Comparison): boolean => {
    const question = ask(side, drift, comparison);
    return question !== undefined && is(question);
  };

export const ofUniqueness: Symptoms = {
  "live-may-repeat": symptomOf("declared", isAlone),
  "live-unique-on-same": symptomOf("declared", hasSame),
  "model-may-repeat": symptomOf("live", isAlone),
  "model-keeps-apart": symptomOf("live", hasSameOrLess),
  "same-as-lost-key": symptomOf("live", isOnLostKey),
  "both-unique": (drift, comparison) =>
    (["declared", "live"] as const).every(
      (side) => objectOn(side, drift, comparison)?.attributes.type === "UNIQUE INDEX",
    ),
};
