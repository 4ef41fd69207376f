// What the statements of one object have to know of the others: who is named how, and who is whose child.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import { kindNamed } from "../kinds/registry.ts";
import { list, optionalText } from "../kinds/row.ts";
import { pathNamed } from "./keys.ts";
import { keyOf } from "./naming.ts";
import { namedIn } from "./references.ts";
import { ddlOf } from "./registry.ts";
import type { Context } from "./statement.ts";

const nothing: readonly ObjectId[] = [];

/** `loadParser` must have been awaited. @param apart as `Context` has it */
export function contextOf(catalog: Catalog, apart: ReadonlySet<ObjectId> = new Set()): Context {
  const named: Context["named"] = (schema, name) => namesOf(catalog).get(keyOf(schema, name)) ?? nothing;
  return { catalog, apart, named, children: (table) => childrenOf(catalog).get(table) ?? nothing };
}

const namesOf = oncePerCatalog(({ objects }) => {
  const names = new Map<string, ObjectId[]>();
  const add = (schema: string, name: string, id: ObjectId) => {
    const before = names.get(keyOf(schema, name));
    if (before === undefined) names.set(keyOf(schema, name), [id]);
    else before.push(id);
  };
  for (const object of objects.values()) {
    for (const [schema, name] of namesOfObject(object)) add(schema, name, object.id);
  }
  return names;
});

/** By which schema and name SQL may refer to it. */
function namesOfObject(object: CatalogObject): (readonly [string, string])[] {
  const { path } = parseObjectId(object.id);
  const [schema = "", name] = path;
  if (hasIndex(object)) return [[schema, path.at(-1) ?? ""]];
  if (name === undefined || path.length > 2 || ddlOf(object.kind).nameless) return [];
  // A range type has another beside it, and that a name of its own.
  const second = optionalText(object.attributes, "multirange");
  const [home = "", its = ""] = second === null ? [] : pathNamed(second);
  return second === null
    ? [[schema, name]]
    : [
        [schema, name],
        [home, its],
      ];
}

/** An index has its table's schema and a name of its own; so has the one behind a key. */
const hasIndex = ({ kind, attributes }: CatalogObject) =>
  kindNamed(kind)?.hasIndex === true && (attributes.method !== undefined || attributes.definition !== undefined);

const childrenOf = oncePerCatalog((catalog) => {
  const children = new Map<ObjectId, ObjectId[]>();
  const context = contextOf(catalog);
  for (const { id, kind, attributes } of catalog.objects.values()) {
    if (kindNamed(kind)?.relation !== "table") continue;
    const parents = [...list(attributes, "inherits"), optionalText(attributes, "partitionOf")];
    for (const parent of namedIn(context, ...parents)) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return children;
});
