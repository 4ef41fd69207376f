// A catalog with schemas read under other names: pgloader names the schema after the MySQL database.

import type { AttributeValue, Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import { type ObjectId, objectId, parseObjectId, qualified } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";
import type { Syntax } from "../kinds/kind.ts";
import { kindNamed } from "../kinds/registry.ts";
import { wrappers } from "../kinds/syntax.ts";
import { loadParser } from "../sql/parse.ts";
import { type Qualifier, type Renaming, requalify, requalifySetting } from "../sql/requalify.ts";
import type { Step } from "./step.ts";

export type SchemaMap = ReadonlyMap<string, string>;

export const schemaMap: Step = {
  name: "schema map",
  why: "pgloader names the schema after the MySQL database, so the live schema is read under the declared name.",
  neverHides: "An object: what the mapped name held before is kept under a name that nobody declares.",
  run: async (comparison, { mapSchemas: schemas = new Map() }) => {
    const live = await mapSchemas(comparison.live, schemas);
    return { ...comparison, live };
  },
};

/**
 * @param schemas from the name in the catalog to the name that it is read under
 * @throws UsageError when a schema does not exist
 */
export async function mapSchemas(catalog: Catalog, schemas: SchemaMap): Promise<Catalog> {
  if (schemas.size === 0) return catalog;
  for (const schema of schemas.keys()) {
    if (!catalog.objects.has(objectId("schema", [schema]))) {
      throw new UsageError(
        `the schema map: the live database has no schema ${schema}. It has ${schemaNames(catalog)}.`,
      );
    }
  }
  await loadParser();
  const names = namingOf(schemas, catalog);
  const gone = new Set(displacedBy(schemas).map((to) => objectId("schema", [to])));
  const objects = new Map<ObjectId, CatalogObject>();
  for (const object of catalog.objects.values()) {
    if (gone.has(object.id)) continue;
    const mapped = mapObject(object, names);
    objects.set(mapped.id, mapped);
  }
  const notCompared = catalog.notCompared.map((unread) => mapUnread(unread, names));
  return { ...catalog, objects, notCompared };
}

function mapUnread(unread: Unread, names: SchemaNaming): Unread {
  const { id, attributes } = unread;
  const mapAttribute = (idAndName: string) => {
    const at = idAndName.lastIndexOf(" ");
    return `${mappedId(idAndName.slice(0, at) as ObjectId, names)}${idAndName.slice(at)}`;
  };
  return {
    ...unread,
    ...(id !== undefined && { id: mappedId(id, names) }),
    ...(attributes && { attributes: attributes.map(mapAttribute) }),
  };
}

/** How the names in a catalog are read. */
export interface SchemaNaming {
  readonly schemas: SchemaMap;
  /** From the name of a schema to what it is called in the ids of what it holds. */
  readonly ids: SchemaMap;
  readonly texts: Renaming;
}

const displacedBy = (schemas: SchemaMap) => [...schemas.values()].filter((to) => !schemas.has(to));

/**
 * A schema whose name another is read under keeps what it holds, under a name that nobody declares. A text that names it means
 * that one too, wherever it could be taken for the other; what neither of them holds is an extension's, which stays.
 * @param catalog what the schemas hold, before they are mapped; without it, texts keep the name of the one that was displaced
 */
export function namingOf(schemas: SchemaMap, catalog?: Pick<Catalog, "objects" | "notCompared">): SchemaNaming {
  const aside = new Map(displacedBy(schemas).map((to) => [to, `${to} (live)`]));
  const ids = new Map([...schemas, ...aside]);
  const held = aside.size === 0 || catalog === undefined ? new Set() : namesIn(catalog, ids, aside);
  const displaced: Qualifier = (schema, name) =>
    name === wholeSchema || held.has(qualified(schema, name)) ? aside.get(schema) : undefined;
  const inSql: Qualifier = (schema, name) => schemas.get(schema) ?? displaced(schema, name);
  return { schemas, ids, texts: { schemas: [...ids.keys()], inSql, inStrings: displaced } };
}

/** As `public.*`: some kinds name a schema so where nothing in it is meant. */
const wholeSchema = "*";

/** `public.users` for each name in a schema that was displaced, or in the one that took its name. */
function namesIn({ objects, notCompared }: Pick<Catalog, "objects" | "notCompared">, ids: SchemaMap, aside: SchemaMap) {
  const held = new Set<string>();
  const unread = notCompared.flatMap(({ id }) => (id === undefined ? [] : [id]));
  for (const id of [...objects.keys(), ...unread]) {
    const { kind, path } = parseObjectId(id);
    const [schema = "", ...names] = path;
    const ofKind = kindNamed(kind);
    const under = aside.has(schema) ? schema : (ids.get(schema) ?? "");
    // An index or constraint can be named without its table, a column can not.
    if (ofKind?.global || ofKind?.ordered || !aside.has(under)) continue;
    for (const name of names) held.add(qualified(under, name));
    const { multirange } = objects.get(id)?.attributes ?? {};
    if (typeof multirange === "string")
      held.add(qualified(under, parseObjectId(`type:${multirange}`).path.at(-1) ?? ""));
  }
  return held;
}

function schemaNames(catalog: Catalog): string {
  const names = [...catalog.objects.values()]
    .filter(({ kind }) => kind === "schema")
    .map(({ id }) => parseObjectId(id).path[0]);
  return names.length === 0 ? "none" : names.join(", ");
}

function mapObject(object: CatalogObject, names: SchemaNaming): CatalogObject {
  const syntaxes = kindNamed(object.kind)?.attributes ?? {};
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(object.attributes)) {
    const syntax = syntaxes[name]?.syntax ?? "value";
    const mapped = syntax === "value" ? value : mapValue(value, (text) => mapText(text, syntax, names));
    attributes[name] = Array.isArray(mapped) && syntaxes[name]?.unordered ? mapped.toSorted() : mapped;
  }
  return {
    ...object,
    id: mappedId(object.id, names),
    attributes,
    ...(object.parent && { parent: mappedId(object.parent, names) }),
    ...(object.uses && { uses: object.uses.map((id) => mappedId(id, names)) }),
  };
}

const searchPath = "search_path=";

function mapText(text: string, syntax: Syntax, { schemas, ids, texts }: SchemaNaming): string {
  if (syntax === "schema") return ids.get(text) ?? text;
  if (syntax === "extension's schema") return schemas.get(text) ?? text;
  if (syntax === "setting") return requalifySetting(text, ids);
  if (syntax === "search path") return requalifySetting(`${searchPath}${text}`, ids).slice(searchPath.length);
  return requalify(text, texts, wrappers[syntax]);
}

function mapValue(value: AttributeValue, map: (text: string) => string): AttributeValue {
  if (typeof value === "string") return map(value);
  return Array.isArray(value) ? value.map(map) : value;
}

/** What this id of a catalog becomes by `mapSchemas`, which must have been awaited before. */
export function mappedId(id: ObjectId, { ids, texts }: SchemaNaming): ObjectId {
  if (ids.size === 0) return id;
  const { kind, path, signature } = parseObjectId(id);
  const [schema, ...rest] = path;
  const mappedSignature = signature && requalify(signature, texts, undefined);
  // A global kind has no schema in its path; what its signature names is what the object is about.
  if (schema === undefined || kindNamed(kind)?.global) return objectId(kind, path, mappedSignature);
  return objectId(kind, [ids.get(schema) ?? schema, ...rest], mappedSignature);
}
