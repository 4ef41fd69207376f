// Which drift rests on an extension that PGlite only stands in for: a statement about it may run on the copy, and proves nothing.
// loadParser must have been awaited.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, nameOf, type ObjectId, qualified } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import { nameOfToken } from "../sql/names.ts";
import { tokens } from "../sql/parse.ts";
import { withMembers } from "./target.ts";

interface Typed {
  readonly parent: ObjectId | undefined;
  readonly name: string;
  readonly extension: string;
}

/** @param sides all in which something may stand in: both sides of the comparison, and the copy */
export function standingOn(sides: readonly Catalog[]): (drift: Drift) => string | undefined {
  const told = sides.flatMap(({ notCompared }) => notCompared.filter(({ standIn }) => standIn !== undefined));
  if (told.length === 0) return () => undefined;
  const touched = new Map(told.flatMap(({ id, standIn = "" }) => (id === undefined ? [] : [[id, standIn] as const])));
  const types = new Map(
    told.flatMap(({ types: own = [], standIn = "" }) => own.map((type) => [type, standIn] as const)),
  );
  const typed = sides.flatMap(({ objects }) => [...objects.values()].flatMap((object) => typedOf(object, types)));
  const whole = (id: ObjectId) =>
    touched.get(id) ?? firstOf(sides, (side) => ofObject(side.objects.get(id), types, typed));
  return ({ id, liveId = id, type, attribute = "", declared, live }) => {
    const ids = [id, liveId];
    if (type !== "changed")
      return firstOf(sides, (side) =>
        firstOf(
          ids.flatMap((each) => withMembers(each, side)),
          whole,
        ),
      );
    const isText = (kindNamed(kindOf(id))?.attributes[attribute]?.syntax ?? "value") !== "value";
    const own = isText || kindOf(id) === "extension" ? firstOf(ids, (each) => touched.get(each)) : undefined;
    return own ?? typeIn(declared, types) ?? typeIn(live, types);
  };
}

function firstOf<T>(all: readonly T[], find: (each: T) => string | undefined): string | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Extensions = ReadonlyMap<string, string>;

function typedOf({ id, kind, parent, attributes }: CatalogObject, types: Extensions): Typed[] {
  const extension = kind === "column" ? typeIn(attributes.type, types) : undefined;
  return extension === undefined ? [] : [{ parent, name: nameOf(id), extension }];
}

/** Its texts name such a type, or it is an index or a key of a column that has one. */
function ofObject(object: CatalogObject | undefined, types: Extensions, typed: readonly Typed[]): string | undefined {
  if (object === undefined) return undefined;
  const keys = keysOf(object);
  const column = typed.find(({ parent, name }) => parent === object.parent && keys.includes(name));
  return firstOf(Object.values(object.attributes), (value) => typeIn(value, types)) ?? column?.extension;
}

const keysOf = ({ attributes }: CatalogObject): string[] =>
  [attributes.keys, attributes.columns, attributes.include].flatMap((list) =>
    Array.isArray(list) ? list.map((key: string) => nameOfToken(tokens(key)?.[0]?.text ?? "")) : [],
  );

/** The extension of the first type that a text names, behind its schema as PostgreSQL prints it. */
function typeIn(value: unknown, types: Extensions): string | undefined {
  if (Array.isArray(value)) return firstOf(value, (each) => typeIn(each, types));
  if (typeof value !== "string" || !value.includes(".")) return undefined;
  const words = (tokens(value) ?? []).map(({ text }) => text);
  return firstOf([...words.keys()], (at) => {
    const [schema, dot, name] = words.slice(at, at + 3);
    if (schema === undefined || dot !== "." || name === undefined) return undefined;
    return types.get(qualified(nameOfToken(schema), nameOfToken(name)));
  });
}
