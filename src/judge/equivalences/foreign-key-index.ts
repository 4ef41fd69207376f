// The index that InnoDB makes for each foreign key by itself, and that pgloader brings along.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { alwaysQuoted, nameOf, quoteName } from "../../catalog/object-id.ts";
import { oncePerCatalog } from "../../catalog/once.ts";
import { baseName, isNumbered, keptOfName, numberedKinds } from "../../pgloader/names.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { listOf } from "../evidence/facts.ts";

export const foreignKeyIndex: Equivalence = {
  name: "foreign-key-index",
  summary:
    "A plain btree index on exactly the columns of a foreign key, named after the key or its first column, and numbered by pgloader unless it preserved all index names.",
  about: { kind: ["index"], type: ["unexpected"] },
  prove: (drift, { declared, live }) => {
    const index = live.objects.get(drift.id);
    if (index === undefined) return declined("the live database does not have it");
    if (!isPlain(index))
      return declined("it is not a plain btree index: it is unique, partial, has options or another method");
    if (!isNumbered(nameOf(index.id)) && !keepsIndexNames(live))
      return declined("its name has no pgloader number, so pgloader did not make it");
    const keys = membersOf(index.parent, "constraint", live).concat(membersOf(index.parent, "constraint", declared));
    const covered = keys.filter((each) => covers(index, each));
    if (covered.length === 0) return declined("no foreign key of its table has exactly its columns in its order");
    const key = covered.find((each) => isNamedAfter(index, each));
    if (key === undefined) return declined(`InnoDB would give the index of ${covered[0]?.id} another name`);
    return `InnoDB makes an index for each foreign key; this one is for ${key.id}`;
  },
};

/** With `preserve index names` pgloader numbers primary keys and nothing else. */
const keepsIndexNames = oncePerCatalog(({ objects }) => {
  const numbered = [...objects.values()].filter(
    ({ id, kind }) => numberedKinds.includes(kind) && isNumbered(nameOf(id)),
  );
  return numbered.length > 0 && numbered.every(({ attributes }) => attributes.type === "PRIMARY KEY");
});

/** A btree index that is not unique, on columns or with operator classes, and nothing else is said of it. */
export function isPlain({ attributes: { type, method, keys, comment: _comment, ...rest } }: CatalogObject): boolean {
  return type === "INDEX" && method === "btree" && Object.keys(rest).length === 0;
}

function covers(index: CatalogObject, { attributes }: CatalogObject): boolean {
  const columns = listOf(attributes.columns);
  const keys = listOf(index.attributes.keys);
  return (
    attributes.type === "FOREIGN KEY" &&
    keys.length === columns.length &&
    columns.every((column, at) => isColumn(keys[at], column))
  );
}

/** Keywords are quoted in a key and not in our names. */
function isColumn(key: string | undefined, column: string): boolean {
  return key === quoteName(column) || key === alwaysQuoted(column);
}

function isNamedAfter(index: CatalogObject, foreignKey: CatalogObject): boolean {
  // With `snake_case identifiers`, FK_owner becomes fk_owner as a key and _fk_owner in its index's name.
  const name = baseName(nameOf(index.id)).replace(/^_/, "");
  const column = keptOfName(listOf(foreignKey.attributes.columns)[0] ?? "");
  return (
    name === baseName(nameOf(foreignKey.id)).replace(/^_/, "") ||
    name === column ||
    (name.startsWith(`${column}_`) && /^\d+$/.test(name.slice(column.length + 1)))
  );
}
