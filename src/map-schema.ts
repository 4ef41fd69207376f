// A catalog with schemas read under other names: pgloader names the schema after the MySQL database.

import type { AttributeValue, Catalog, CatalogObject } from "./catalog/catalog.ts";
import { type ObjectId, objectId, parseObjectId } from "./catalog/object-id.ts";
import { UsageError } from "./errors.ts";
import type { Syntax } from "./kinds/kind.ts";
import { kindNamed } from "./kinds/registry.ts";
import { wrappers } from "./kinds/syntax.ts";
import { loadParser } from "./sql/parse.ts";
import { requalify, type SchemaMap } from "./sql/requalify.ts";

/**
 * @param schemas from the name in the catalog to the name that it is read under
 * @throws UsageError when a schema does not exist, or when two objects would get one name
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
  refuseDisplaced(catalog, schemas);
  await loadParser();
  const objects = new Map<ObjectId, CatalogObject>();
  const emptied = new Set([...schemas.values()].filter((to) => !schemas.has(to)).map((to) => objectId("schema", [to])));
  for (const object of catalog.objects.values()) {
    // A schema that another is read as gives way, as the schema itself holds nothing that is compared but a comment.
    if (emptied.has(object.id)) continue;
    const mapped = mapObject(object, schemas);
    if (objects.has(mapped.id)) {
      throw new UsageError(
        `--map-schema: ${mapped.id} is in both schemas; a schema can be mapped only where no name is in both`,
      );
    }
    objects.set(mapped.id, mapped);
  }
  return { ...catalog, objects };
}

function schemaNames(catalog: Catalog): string {
  const names = [...catalog.objects.values()]
    .filter(({ kind }) => kind === "schema")
    .map(({ id }) => parseObjectId(id).path[0]);
  return names.length === 0 ? "none" : names.join(", ");
}

/** What a schema that another is read as holds itself would be taken for what is declared. */
function refuseDisplaced({ objects }: Catalog, schemas: SchemaMap): void {
  const displaced = [...schemas.values()].filter((to) => !schemas.has(to));
  for (const { id, kind } of objects.values()) {
    const schema = parseObjectId(id).path[0] ?? "";
    if (kind === "schema" || kindNamed(kind)?.global || !displaced.includes(schema)) continue;
    const example = `--map-schema ${schema}=live_${schema}`;
    throw new UsageError(
      `--map-schema: the live schema ${schema} holds ${id} itself, which would be taken for a declared one; map it elsewhere too, as ${example}`,
    );
  }
}

function mapObject(object: CatalogObject, schemas: SchemaMap): CatalogObject {
  const syntaxes = kindNamed(object.kind)?.attributes ?? {};
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(object.attributes)) {
    const syntax = syntaxes[name]?.syntax ?? "value";
    attributes[name] = syntax === "value" ? value : mapValue(value, (text) => mapText(text, syntax, schemas));
  }
  return {
    ...object,
    id: mapId(object.id, schemas),
    attributes,
    ...(object.parent && { parent: mapId(object.parent, schemas) }),
    ...(object.uses && { uses: object.uses.map((id) => mapId(id, schemas)) }),
  };
}

function mapText(text: string, syntax: Syntax, schemas: SchemaMap): string {
  return syntax === "schema" ? (schemas.get(text) ?? text) : requalify(text, schemas, wrappers[syntax]);
}

function mapValue(value: AttributeValue, map: (text: string) => string): AttributeValue {
  if (typeof value === "string") return map(value);
  return Array.isArray(value) ? value.map(map) : value;
}

function mapId(id: ObjectId, schemas: SchemaMap): ObjectId {
  const { kind, path, signature } = parseObjectId(id);
  const [schema, ...rest] = path;
  if (schema === undefined || kindNamed(kind)?.global) return id;
  return objectId(
    kind,
    [schemas.get(schema) ?? schema, ...rest],
    signature && requalify(signature, schemas, undefined),
  );
}
