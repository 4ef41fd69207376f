// A catalog with schemas read under other names: pgloader names the schema after the MySQL database.

import type { AttributeValue, Catalog, CatalogObject, Unread } from "./catalog/catalog.ts";
import { type ObjectId, objectId, parseObjectId } from "./catalog/object-id.ts";
import { UsageError } from "./errors.ts";
import type { Syntax } from "./kinds/kind.ts";
import { kindNamed } from "./kinds/registry.ts";
import { wrappers } from "./kinds/syntax.ts";
import { loadParser } from "./sql/parse.ts";
import { requalify, type SchemaMap } from "./sql/requalify.ts";

/**
 * @param schemas from the name in the catalog to the name that it is read under
 * @throws UsageError when a schema does not exist
 */
export async function mapSchemas(catalog: Catalog, schemas: SchemaMap): Promise<Catalog> {
  if (schemas.size === 0) return catalog;
  for (const schema of schemas.keys()) {
    if (!catalog.objects.has(objectId("schema", [schema]))) {
      throw new UsageError(
        `--map-schema: there is no schema ${schema} in the live database; it has ${schemaNames(catalog)}`,
      );
    }
  }
  await loadParser();
  const all = withDisplaced(schemas);
  const gone = new Set(displacedBy(schemas).map((to) => objectId("schema", [to])));
  const objects = new Map<ObjectId, CatalogObject>();
  for (const object of catalog.objects.values()) {
    if (gone.has(object.id)) continue;
    const mapped = mapObject(object, schemas, all);
    objects.set(mapped.id, mapped);
  }
  const notCompared = catalog.notCompared.map((unread) => mapUnread(unread, all, schemas));
  return { ...catalog, objects, notCompared };
}

function mapUnread(unread: Unread, ids: SchemaMap, texts: SchemaMap): Unread {
  const { id, attributes } = unread;
  const mapAttribute = (told: string) => {
    const at = told.lastIndexOf(" ");
    return `${mapId(told.slice(0, at) as ObjectId, ids, texts)}${told.slice(at)}`;
  };
  return {
    ...unread,
    ...(id !== undefined && { id: mapId(id, ids, texts) }),
    ...(attributes && { attributes: attributes.map(mapAttribute) }),
  };
}

/** What this id of a catalog becomes by `mapSchemas`, which must have been awaited before. */
export function mappedId(id: ObjectId, schemas: SchemaMap): ObjectId {
  return schemas.size === 0 ? id : mapId(id, withDisplaced(schemas), schemas);
}

const displacedBy = (schemas: SchemaMap) => [...schemas.values()].filter((to) => !schemas.has(to));

/** A schema whose name another is read under keeps what it holds, under a name that nobody declares. */
function withDisplaced(schemas: SchemaMap): SchemaMap {
  return new Map([...schemas, ...displacedBy(schemas).map((to) => [to, `${to} (live)`] as const)]);
}

function schemaNames(catalog: Catalog): string {
  const names = [...catalog.objects.values()]
    .filter(({ kind }) => kind === "schema")
    .map(({ id }) => parseObjectId(id).path[0]);
  return names.length === 0 ? "none" : names.join(", ");
}

/** @param ids also moves aside what stands in the way; what texts say of it may as well be an extension's, which stays */
function mapObject(object: CatalogObject, schemas: SchemaMap, ids: SchemaMap): CatalogObject {
  const syntaxes = kindNamed(object.kind)?.attributes ?? {};
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(object.attributes)) {
    const syntax = syntaxes[name]?.syntax ?? "value";
    const mapped = syntax === "value" ? value : mapValue(value, (text) => mapText(text, syntax, schemas));
    attributes[name] = Array.isArray(mapped) && syntaxes[name]?.unordered ? mapped.toSorted() : mapped;
  }
  return {
    ...object,
    id: mapId(object.id, ids, schemas),
    attributes,
    ...(object.parent && { parent: mapId(object.parent, ids, schemas) }),
    ...(object.uses && { uses: object.uses.map((id) => mapId(id, ids, schemas)) }),
  };
}

function mapText(text: string, syntax: Syntax, schemas: SchemaMap): string {
  return syntax === "schema" ? (schemas.get(text) ?? text) : requalify(text, schemas, wrappers[syntax]);
}

function mapValue(value: AttributeValue, map: (text: string) => string): AttributeValue {
  if (typeof value === "string") return map(value);
  return Array.isArray(value) ? value.map(map) : value;
}

function mapId(id: ObjectId, ids: SchemaMap, texts: SchemaMap): ObjectId {
  const { kind, path, signature } = parseObjectId(id);
  const [schema, ...rest] = path;
  const map = (names: SchemaMap) => signature && requalify(signature, names, undefined);
  // A global kind has no schema in its path; what its signature names is what the object is about.
  if (schema === undefined || kindNamed(kind)?.global) return objectId(kind, path, map(ids));
  return objectId(kind, [ids.get(schema) ?? schema, ...rest], map(texts));
}
