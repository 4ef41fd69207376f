// What an object is called whatever pgloader numbered: it puts a number into the names of indexes and keys, and of nothing else.

import { kindOf, type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import { withoutNumber } from "../../compare/diff/pair.ts";
import { kindsThat } from "../../kinds/registry.ts";

/** The kinds that pgloader names anew on each load. A table or column of such a name was called so by a person. */
const numbered = kindsThat(({ hasIndex }) => hasIndex);

export function stableId(id: ObjectId): ObjectId {
  const { kind, path, signature } = parseObjectId(id);
  return objectId(kind, [...path.slice(0, -1), stableName(path.at(-1) ?? "", id)], signature);
}

/** @param of the object whose name it is */
export function stableName(name: string, of: ObjectId): string {
  const base = numbered.includes(kindOf(of)) ? withoutNumber(name) : undefined;
  return base === undefined ? name : `idx_*_${base}`;
}
