// What is declared, in the names of the live database: its schema where a map gives it another, and the names of what was paired
// though it is named otherwise there. By PostgreSQL's own tokens, never by search and replace.

import { isDeepStrictEqual } from "node:util";
import type { AttributeValue, Catalog, CatalogObject } from "../catalog/catalog.ts";
import { kindOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { mappedId, mapSchemas, namingOf, type SchemaMap } from "../compare/map-schema.ts";
import { kindNamed } from "../kinds/registry.ts";
import { type Names, nameIn } from "../sql/rename.ts";

export interface LiveNames {
  /** The id in the database of an object as the comparison calls it. */
  readonly rawId: (id: ObjectId) => ObjectId | undefined;
  /** A declared object as it would be in the live database. */
  readonly declaredInLiveNames: (id: ObjectId) => CatalogObject | undefined;
  /** What the comparison calls an object of the database. */
  readonly compared: (id: ObjectId) => ObjectId;
}

/** @param schemas from the live schema's name to the declared one */
export async function liveNames(raw: Catalog, comparison: Comparison, schemas: SchemaMap): Promise<LiveNames> {
  const naming = namingOf(schemas, raw);
  const compared = (id: ObjectId) => mappedId(id, naming);
  const raws = new Map([...raw.objects.keys()].map((id) => [compared(id), id]));
  const { declared } = comparison;
  const back = new Map<string, string>();
  for (const [live, name] of schemas) if (declared.objects.has(objectId("schema", [name]))) back.set(name, live);
  const inLiveSchemas = await mapSchemas(declared, back);
  const backNaming = namingOf(back, declared);
  const liveIds = new Map([...declared.objects.keys()].map((id) => [id, mappedId(id, backNaming)]));
  const otherwise = renamedOf(comparison, liveIds, raws);
  const declaredInLiveNames = (id: ObjectId) => {
    const object = inLiveSchemas.objects.get(liveIds.get(id) ?? id);
    return object && renamedWithin(object, otherwise);
  };
  return { rawId: (id) => raws.get(id), declaredInLiveNames, compared };
}

/** Types and sequences that live under another name than the declared one, and that texts refer to. */
function renamedOf(
  comparison: Comparison,
  liveIds: ReadonlyMap<ObjectId, ObjectId>,
  raws: ReadonlyMap<ObjectId, ObjectId>,
): Names {
  const names = new Map<string, readonly string[]>();
  for (const { id, kind } of comparison.declared.objects.values()) {
    if (!kindNamed(kind)?.sharesNames) continue;
    const [live, here] = [comparison.liveOf(id), liveIds.get(id)];
    const raw = live && raws.get(live.id);
    if (raw === undefined || here === undefined || raw === here || kindOf(raw) !== kindOf(here)) continue;
    names.set(parseObjectId(here).path.join("\0"), parseObjectId(raw).path);
  }
  for (const [id, live] of typesOfColumns(comparison)) {
    const [here, raw] = [liveIds.get(id), raws.get(live)];
    if (here !== undefined && raw !== undefined)
      names.set(parseObjectId(here).path.join("\0"), parseObjectId(raw).path);
  }
  return names;
}

/** A declared type that is not there, while a column that has it has one of the same labels. */
function typesOfColumns(comparison: Comparison): [declared: ObjectId, live: ObjectId][] {
  const { declared, live } = comparison;
  return [...declared.objects.values()].flatMap((column): [ObjectId, ObjectId][] => {
    const other = column.kind === "column" ? comparison.liveOf(column.id) : undefined;
    const [type] = (column.uses ?? []).filter((id) => declared.objects.get(id)?.attributes.labels !== undefined);
    const [its] = (other?.uses ?? []).filter((id) => live.objects.get(id)?.attributes.labels !== undefined);
    if (type === undefined || its === undefined || live.objects.has(type) || comparison.liveOf(type)) return [];
    const [labels, theirs] = [declared.objects.get(type), live.objects.get(its)].map((each) => each?.attributes.labels);
    return isDeepStrictEqual(labels, theirs) ? [[type, its]] : [];
  });
}

function renamedWithin(object: CatalogObject, names: Names): CatalogObject {
  if (names.size === 0) return object;
  const syntaxes = kindNamed(object.kind)?.attributes ?? {};
  const rename = (value: AttributeValue): AttributeValue =>
    typeof value === "string"
      ? nameIn(value, names)
      : Array.isArray(value)
        ? value.map((each: string) => nameIn(each, names))
        : value;
  const attributes = Object.fromEntries(
    Object.entries(object.attributes).map(([name, value]) => [
      name,
      (syntaxes[name]?.syntax ?? "value") === "value" ? value : rename(value),
    ]),
  );
  return { ...object, attributes };
}
