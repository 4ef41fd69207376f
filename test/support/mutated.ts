// Catalogs that differ from one in one thing each: every object gone, renamed, moved or altered in each of its attributes.

import type { AttributeValue, Catalog, CatalogObject } from "../../src/catalog/catalog.ts";
import type { ObjectId } from "../../src/catalog/object-id.ts";

export interface Mutated {
  readonly what: string;
  readonly catalog: () => Catalog;
}

export function mutated(catalog: Catalog): Mutated[] {
  return [...catalog.objects.values()].flatMap((object) =>
    changesOf(object).map(([what, changed]) => ({
      what: `${object.id} ${what}`,
      catalog: () => ({ ...catalog, objects: replaced(catalog.objects, object, changed) }),
    })),
  );
}

function replaced(
  objects: ReadonlyMap<ObjectId, CatalogObject>,
  { id }: CatalogObject,
  changed: CatalogObject | undefined,
): Map<ObjectId, CatalogObject> {
  const others = [...objects].filter(([each]) => each !== id);
  return new Map(changed === undefined ? others : [...others, [changed.id, changed]]);
}

type Change = readonly [what: string, changed: CatalogObject | undefined];

function changesOf(object: CatalogObject): Change[] {
  const { attributes, uses = [], ordinal } = object;
  const names = Object.keys(attributes);
  const { uses: _, ...withoutUses } = object;
  return [
    ["is gone", undefined],
    ["is renamed", { ...object, id: renamed(object.id) }],
    ["reads the other way round", { ...object, attributes: Object.fromEntries(Object.entries(attributes).reverse()) }],
    ["uses something else", { ...object, uses: [...uses, object.id] }],
    ...(uses.length === 0 ? [] : [["uses nothing", withoutUses] as const]),
    ...(ordinal === undefined ? [] : [["is moved", { ...object, ordinal: ordinal + 1.5 }] as const]),
    ...names.map((name): Change => [`has another ${name}`, { ...object, attributes: altered(attributes, name) }]),
  ];
}

const renamed = (id: ObjectId) => (id.endsWith(")") || id.endsWith('"') ? id : `${id}_2`) as ObjectId;

function altered(attributes: CatalogObject["attributes"], name: string) {
  const { [name]: value = "", ...others } = attributes;
  const other = otherThan(value);
  return other === undefined ? others : { ...others, [name]: other };
}

function otherThan(value: AttributeValue): AttributeValue | undefined {
  if (typeof value === "string") return `${value}\n  x`;
  if (typeof value === "object") return [...value, "x"];
  return undefined;
}
