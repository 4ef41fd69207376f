// A unique index whose columns contain those of another key can refuse no row that the key does not refuse already.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { nameOf, quoteName } from "../../catalog/object-id.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { counterpart, listOf, mayOutgrowIndex } from "../evidence/facts.ts";

export const impliedUnique: Equivalence = {
  name: "implied-unique",
  summary: "An extra unique index that contains all columns of an unconditional key of both sides.",
  about: { kind: ["index"], type: ["unexpected"] },
  prove: (drift, comparison) => {
    const index = comparison.live.objects.get(drift.id);
    if (index === undefined) return declined("the live database does not have it");
    if (!isUnconditional(index) || index.attributes.nullsNotDistinct)
      return declined("it is not an unconditional unique btree index on plain columns");
    const more = Object.keys(index.attributes).filter((name) => !plainAttributes.includes(name));
    if (more.length > 0) return declined(`somebody made it on purpose: it has ${more.join(", ")}`);
    const columns = listOf(index.attributes.keys);
    const others = [
      ...membersOf(index.parent, "constraint", comparison.live),
      ...membersOf(index.parent, "index", comparison.live),
    ];
    const key = others.find(
      (other) =>
        other.id !== index.id &&
        isUnconditional(other) &&
        listOf(other.attributes.keys).every((column) => columns.includes(column)) &&
        counterpart(other.id, "live", comparison) !== undefined,
    );
    if (key === undefined) return declined("both sides have no other key on its columns or on some of them");
    const long = columns.find((name) => isLong(name, key, index, comparison.live));
    if (long !== undefined)
      return declined(`a value of ${long} may be too long for a btree index, which then refuses it`);
    return `${key.id} already makes some of these columns unique`;
  },
};

/** A column that only this index has, and that holds more than an index entry. */
const isLong = (name: string, key: CatalogObject, { parent }: CatalogObject, live: Catalog) =>
  !listOf(key.attributes.keys).includes(name) &&
  membersOf(parent, "column", live).some((column) => quoteName(nameOf(column.id)) === name && mayOutgrowIndex(column));

const plainAttributes: readonly string[] = ["type", "keys", "method"];

const unique: readonly unknown[] = ["PRIMARY KEY", "UNIQUE", "UNIQUE INDEX"];

// An expression, collation or operator class would show as a parenthesis or blank; a quoted name may have them, and stays drift.
function isUnconditional({
  attributes: { type, keys, method, predicate, deferrable, invalid, notReady },
}: CatalogObject): boolean {
  const plain = listOf(keys).every((column) => !/[ ()]/.test(column));
  return unique.includes(type) && method === "btree" && plain && !predicate && !deferrable && !invalid && !notReady;
}
