// What tells one loss from another where kind, attribute and values don't: small questions about a drift, by name.

import type { Attributes, Catalog, CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { dotted, nameOf, type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import type { Comparison } from "../../diff/diff.ts";
import { baseName } from "../../diff/pair.ts";
import { constantOf, isNextval, parseExpression, parseType, withoutAnyCast } from "../../sql/expression.ts";
import { bothSides, labelsOf, listOf, membersOf } from "../facts.ts";

/** PostgreSQL's parser is loaded by then. */
export type Symptom = (drift: Drift, comparison: Comparison) => boolean;

const times = ["timestamp", "timestamptz", "time", "timetz"];
const types = ({ declared, live }: Drift) => [declared, live].map((type) => parseType(String(type)));

/** The string that a default is, whatever it is cast to; undefined for anything else. */
function stringOf(value: Drift["declared"]): string | undefined {
  const tree = typeof value === "string" ? parseExpression(value) : undefined;
  const constant = tree && constantOf(withoutAnyCast(tree));
  return constant && "string" in constant ? constant.string : undefined;
}

/** Is a default anything but a constant? */
function isCall(value: Drift["declared"]): boolean {
  const tree = typeof value === "string" ? parseExpression(value) : undefined;
  return tree !== undefined && constantOf(withoutAnyCast(tree)) === undefined;
}

const isNull = (value: Drift["declared"]) => {
  const tree = value === null ? undefined : parseExpression(String(value));
  const constant = tree && constantOf(withoutAnyCast(tree));
  return value === null || (constant !== undefined && "null" in constant);
};

/** All attributes of an object that one side lacks. */
function whole({ declared, live }: Drift): Attributes {
  const value = declared ?? live;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Attributes) : {};
}

const sort =
  (...sorts: readonly string[]): Symptom =>
  (drift) =>
    sorts.includes(String(whole(drift).type));
const listsOf = ({ declared, live }: Drift) =>
  [declared, live].map((list) => (Array.isArray(list) ? (list as string[]) : []));
/** Of an index that one side lacks, or whose keys changed. */
const someKey =
  (is: (key: string) => boolean): Symptom =>
  (drift) =>
    (drift.attribute === "keys" ? (listsOf(drift)[0] ?? []) : listOf(whole(drift).keys)).some(is);
const sameSet = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

// As PostgreSQL prints the order of a key where it is not the default.
const orders = [" DESC NULLS LAST", " NULLS FIRST", " DESC"];
const withoutOrder = (key: string) =>
  key.slice(0, key.length - (orders.find((order) => key.endsWith(order))?.length ?? 0));

/** Whether the other side has it under a name that only its case tells apart. */
function isInOtherCase(id: ObjectId, other: Catalog): boolean {
  const { kind, path } = parseObjectId(id);
  const name = path.at(-1)?.toLowerCase();
  const siblings = kind === "column" ? membersOf(objectId("table", path.slice(0, -1)), kind, other) : tablesOf(other);
  return siblings.some((each) => {
    const theirs = parseObjectId(each.id).path;
    return (
      each.id !== id && theirs.at(-1)?.toLowerCase() === name && theirs[0]?.toLowerCase() === path[0]?.toLowerCase()
    );
  });
}

const tablesOf = oncePerCatalog(({ objects }) => [...objects.values()].filter(({ kind }) => kind === "table"));

const label = (column: CatalogObject, catalog: Catalog) => labelsOf(column, catalog)?.labels;

export const symptoms: Readonly<Record<string, Symptom>> = {
  "drew-from-sequence": ({ declared }) => {
    const tree = typeof declared === "string" ? parseExpression(declared) : undefined;
    return tree !== undefined && isNextval(tree);
  },
  "not-numbered": (drift, comparison) => bothSides(drift, comparison)?.live.attributes.default === undefined,
  "not-generated": (drift, comparison) => bothSides(drift, comparison)?.declared.attributes.generated === undefined,
  "declared-generated": (drift) => whole(drift).generated !== undefined,
  "word-null-lost": ({ declared, live }) => stringOf(declared) === "NULL" && isNull(live),
  "call-became-text": ({ declared, live }) => isCall(declared) && stringOf(live) !== undefined,
  "text-became-call": ({ declared, live }) => stringOf(declared) !== undefined && live !== null && isCall(live),
  "both-have-one": ({ declared, live }) => declared !== null && live !== null,
  "quotes-kept": ({ declared, live }) => {
    const [one, other] = [stringOf(declared), stringOf(live)];
    return one !== undefined && other !== undefined && one.replaceAll(/['"]/g, "") === other.replaceAll(/['"]/g, "");
  },
  "moment-with-zone": (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    const name = (object?: CatalogObject) => parseType(String(object?.attributes.type))?.name;
    const literals = [drift.declared, drift.live].map(stringOf);
    return (
      name(columns?.declared) === "timestamp" && name(columns?.live) === "timestamptz" && !literals.includes(undefined)
    );
  },
  unlisted: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    return columns !== undefined && labelsOf(columns.declared, comparison.declared) === undefined;
  },
  "other-label-order": (drift, comparison) => {
    const columns = drift.attribute === "labels" ? undefined : bothSides(drift, comparison);
    const [one, other] =
      columns === undefined
        ? listsOf(drift)
        : [label(columns.declared, comparison.declared), label(columns.live, comparison.live)];
    return one !== undefined && other !== undefined && one.length > 0 && sameSet(one, other);
  },
  "other-precision-of-time": (drift) => {
    const [one, other] = types(drift);
    return (
      times.includes(one?.name ?? "") &&
      (other?.name === one?.name || (one?.name === "timestamp" && other?.name === "timestamptz"))
    );
  },
  "same-type-other-size": (drift) => {
    const [one, other] = types(drift);
    return one !== undefined && one.name === other?.name && one.dimensions === other.dimensions;
  },
  "of-any-length": (drift) => types(drift)[1]?.modifiers.length === 0,
  "there-in-other-case": ({ id, type }, { declared, live }) => isInOtherCase(id, type === "missing" ? live : declared),
  "declared-as-view": ({ id }, { declared }) =>
    ["view", "materialized view"].some((kind) => declared.objects.has(objectId(kind, parseObjectId(id).path))),
  "primary-key": sort("PRIMARY KEY"),
  "foreign-key": sort("FOREIGN KEY"),
  check: sort("CHECK"),
  unique: sort("UNIQUE", "UNIQUE INDEX"),
  "same-columns-other-order": (drift) => {
    const [one = [], other = []] = listsOf(drift);
    return sameSet(one, other);
  },
  "only-direction-differs": (drift) => {
    const [one = [], other = []] = listsOf(drift).map((keys) => keys.map(withoutOrder));
    return JSON.stringify(one) === JSON.stringify(other);
  },
  "left-over-of-primary-key": (drift) =>
    // With `snake_case identifiers` it is _primary.
    /^_?primary$/.test(baseName(drift.id)) &&
    nameOf(drift.id).toLowerCase() !== "primary" &&
    sort("UNIQUE INDEX")(drift, none),
  "prefix-key": someKey((key) => key.startsWith('"left"(') || key.startsWith("left(") || key.startsWith("substr")),
  "like-key": someKey((key) => key.endsWith("_pattern_ops")),
  "expression-key": someKey((key) => key.includes("(")),
  "named-on-update": ({ id }) =>
    nameOf(id).startsWith("on_update_current_timestamp") || dotted(id).includes("on_update_current_timestamp_"),
};

// What asks nothing of the comparison needs none.
const none = undefined as unknown as Comparison;
