// A mutation that no statement makes, made in the catalog as it was read. The rules are asked the same; PostgreSQL is not.

import type { Attributes, AttributeValue, Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import type { Mutation } from "./mutation.ts";

export function edited(catalog: Catalog, mutations: readonly Mutation[]): Catalog {
  if (mutations.length === 0) return catalog;
  const objects = new Map(catalog.objects);
  for (const mutation of mutations) edit(objects, mutation);
  return { ...catalog, objects };
}

/** Can it be made so? What is added must be made by PostgreSQL. */
export function canEdit({ type, attribute }: Mutation): boolean {
  return type === "missing" || (type === "changed" && attribute !== "name");
}

function edit(objects: Map<ObjectId, CatalogObject>, { subject, type, attribute, value }: Mutation): void {
  const object = objects.get(subject);
  if (object === undefined) return;
  if (type === "missing") remove(objects, subject);
  else if (attribute?.endsWith("Order") && !(attribute in object.attributes)) reorder(objects, object, attribute);
  else if (attribute !== undefined) replace(objects, object, attribute, value);
}

function replace(
  objects: Map<ObjectId, CatalogObject>,
  object: CatalogObject,
  attribute: string,
  value: Mutation["value"],
): void {
  const now = object.attributes[attribute];
  const unordered = kindNamed(object.kind)?.attributes[attribute]?.unordered === true;
  objects.set(object.id, {
    ...object,
    attributes: withValue(object.attributes, attribute, value === undefined ? other(now, unordered) : value),
  });
}

function remove(objects: Map<ObjectId, CatalogObject>, id: ObjectId): void {
  objects.delete(id);
  for (const { id: member, parent } of [...objects.values()]) if (parent === id) remove(objects, member);
}

function withValue(attributes: Attributes, name: string, value: AttributeValue | null): Attributes {
  const { [name]: _, ...rest } = attributes;
  const isDefault = value === null || value === false || (Array.isArray(value) && value.length === 0);
  return isDefault ? rest : { ...rest, [name]: value };
}

function other(value: AttributeValue | undefined, unordered: boolean): AttributeValue | null {
  if (value === undefined) return "driftcheck";
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value} driftcheck`;
  const longer = [...value, "driftcheck"];
  return unordered ? longer.sort() : longer;
}

/** `columnOrder`: the last member of that kind stands before the first. */
function reorder(objects: Map<ObjectId, CatalogObject>, { id }: CatalogObject, attribute: string): void {
  const kind = attribute.slice(0, -"Order".length);
  const members = [...objects.values()].filter((object) => object.parent === id && object.kind === kind);
  const last = members.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0)).at(-1);
  if (last !== undefined && members.length > 1) objects.set(last.id, { ...last, ordinal: -1 });
}
