// What an object is called whatever pgloader numbered: it puts a number into the names of indexes and keys, and of nothing else.

import { kindOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { nameOfAnyLoad, numberedKinds } from "./names.ts";

export function stableId(id: ObjectId): ObjectId {
  const { kind, path, signature } = parseObjectId(id);
  return objectId(kind, [...path.slice(0, -1), stableName(path.at(-1) ?? "", id)], signature);
}

/** @param of the object whose name it is */
export function stableName(name: string, of: ObjectId): string {
  return numberedKinds.includes(kindOf(of)) ? nameOfAnyLoad(name) : name;
}
