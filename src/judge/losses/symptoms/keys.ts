// Of which sort a constraint or index is, and how the keys of two differ.

import type { Drift } from "../../../catalog/drift.ts";
import { membersOf } from "../../../catalog/members.ts";
import { nameOf } from "../../../catalog/object-id.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import { isMysqlsPrimaryKey } from "../../../pgloader/names.ts";
import { normalForm } from "../../../sql/expression.ts";
import { parseIndexKey, prefixedColumn } from "../../../sql/index-key.ts";
import { counterpart, listOf } from "../../evidence/facts.ts";
import { objectOn, type Symptom, type Symptoms, whole } from "./symptom.ts";

const sort =
  (...sorts: readonly string[]): Symptom =>
  (drift) =>
    sorts.includes(String(whole(drift).type));

const someKey =
  (is: (key: string) => boolean): Symptom =>
  (drift) =>
    listOf(whole(drift).keys).some(is);

const bothLists = ({ declared, live }: Drift) =>
  [declared, live].map((list) => (Array.isArray(list) ? (list as readonly string[]) : []));

const bothKeys =
  (is: (declared: readonly string[], live: readonly string[]) => boolean): Symptom =>
  (drift) => {
    const [declared = [], live = []] = bothLists(drift);
    return declared.length === live.length && is(declared, live);
  };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

// As PostgreSQL prints the order of a key where it is not the default.
const orders = [" DESC NULLS LAST", " NULLS FIRST", " DESC"];
const orderOf = (key: string) => orders.find((order) => key.endsWith(order)) ?? "";
const withoutOrder = (key: string) => key.slice(0, key.length - orderOf(key).length);

const onlyDirection = (declared: readonly string[], live: readonly string[]) =>
  same(declared.map(withoutOrder), live.map(withoutOrder));

/** What a key is of, however it is sorted and compared. */
function subject(key: string): unknown {
  const parsed = parseIndexKey(key);
  return parsed?.column ?? (parsed?.expression && normalForm(parsed.expression)) ?? key;
}

const isPrefixOf = (declared: string, live: string) => {
  const [prefix, column] = [parseIndexKey(declared), parseIndexKey(live)?.column];
  return prefix !== undefined && column !== undefined && prefixedColumn(prefix) === column;
};

/** The unique index that pgloader makes a primary key of, on a table that has none. */
export function isLeftOverOfPrimaryKey(drift: Drift, comparison: Comparison): boolean {
  const index = objectOn("live", drift, comparison);
  if (!isMysqlsPrimaryKey(nameOf(drift.id)) || index?.parent === undefined || index.attributes.type !== "UNIQUE INDEX")
    return false;
  const declared = membersOf(counterpart(index.parent, "live", comparison)?.id, "constraint", comparison.declared);
  const keyOf = declared.find(({ attributes }) => attributes.type === "PRIMARY KEY");
  const hasKey = membersOf(index.parent, "constraint", comparison.live).some(
    ({ attributes }) => attributes.type === "PRIMARY KEY",
  );
  return !hasKey && same(keyOf?.attributes.keys, index.attributes.keys);
}

const actions: readonly unknown[] = ["NO ACTION", "RESTRICT"];

const isInForce: Symptom = (drift) => whole(drift).notEnforced !== true && whole(drift).disabled !== true;

export const ofKeys: Symptoms = {
  "primary-key": sort("PRIMARY KEY"),
  "foreign-key": sort("FOREIGN KEY"),
  check: sort("CHECK"),
  exclusion: sort("EXCLUDE"),
  unique: sort("UNIQUE", "UNIQUE INDEX"),
  "any-unique": sort("UNIQUE", "UNIQUE INDEX", "PRIMARY KEY"),
  "in-force": isInForce,
  "not-in-force": (drift, comparison) => !isInForce(drift, comparison),
  "restrict-or-no-action": (drift, comparison) =>
    actions.includes(drift.declared) &&
    actions.includes(drift.live) &&
    (["declared", "live"] as const).every((side) => !objectOn(side, drift, comparison)?.attributes.deferrable),
  "same-columns-other-order": bothKeys((declared, live) => same([...declared].sort(), [...live].sort())),
  "direction-dropped": bothKeys(
    (declared, live) => onlyDirection(declared, live) && live.every((key) => !orderOf(key)),
  ),
  "only-direction-differs": bothKeys(onlyDirection),
  "only-operators-differ": bothKeys((declared, live) => same(declared.map(subject), live.map(subject))),
  "prefix-widened": bothKeys(
    (declared, live) =>
      declared.every((key, at) => key === live[at] || isPrefixOf(key, live[at] ?? "")) && !same(declared, live),
  ),
  "prefix-key": someKey((key) => {
    const parsed = parseIndexKey(key);
    return parsed !== undefined && prefixedColumn(parsed) !== undefined;
  }),
  "like-key": someKey((key) => parseIndexKey(key)?.operators?.endsWith("_pattern_ops") === true),
  "expression-key": someKey((key) => parseIndexKey(key)?.expression !== undefined),
  "left-over-of-primary-key": isLeftOverOfPrimaryKey,
};
