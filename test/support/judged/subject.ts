// What one drift is about, in the words of the judged files: names without schema, `table.column`, declared and live apart.

import { isDeepStrictEqual } from "node:util";
import type { Attributes, Catalog, CatalogObject } from "../../../src/catalog/catalog.ts";
import type { Drift } from "../../../src/catalog/drift.ts";
import { type ObjectId, parseObjectId } from "../../../src/catalog/object-id.ts";

/** The catalogs that a report is about, the live one with its schema mapped. */
export interface Both {
  readonly declared: Catalog;
  readonly live: Catalog;
}

export interface Subject {
  readonly drift: Drift;
  readonly kind: string;
  /** Names on each side; undefined on the side that lacks the object. */
  readonly declared: string | undefined;
  readonly live: string | undefined;
  /** Of a table's part: its table. */
  readonly table: string | undefined;
  /** `PRIMARY KEY`, `UNIQUE INDEX`, …: what sort of constraint or index the declared one is, or else the live one. */
  readonly sort: string | undefined;
  /** Columns that own a sequence or whose type is an enum, as `table.column`, on either side. */
  readonly columns: readonly string[];
  /** Of a constraint or index that has its like on the other side but for upper and lower case: its columns, in lower case. */
  readonly columnsInOtherCase: readonly string[];
  /** Live objects of the same table that are the same in everything but their names: any of them may be the one too many. */
  readonly liveTwins: readonly string[];
}

const partsOfTables = new Set(["column", "constraint", "index", "trigger", "policy"]);

export function subjectOf(drift: Drift, both: Both): Subject {
  const [kind = ""] = drift.id.split(":", 1);
  const declaredId = drift.type === "unexpected" ? undefined : drift.id;
  const liveId = drift.type === "missing" ? undefined : (drift.liveId ?? drift.id);
  const sides = [declaredId && both.declared.objects.get(declaredId), liveId && both.live.objects.get(liveId)];
  const objects = sides.filter((object) => object !== undefined);
  const sort = objects[0]?.attributes.type;
  return {
    drift,
    kind,
    declared: declaredId && dotted(declaredId),
    live: liveId && dotted(liveId),
    table: partsOfTables.has(kind) ? parseObjectId(drift.id).path[1] : undefined,
    sort: typeof sort === "string" ? sort : undefined,
    columns: [
      ...objects.flatMap(({ parent }) => (parent?.startsWith("column:") ? [dotted(parent)] : [])),
      ...users(declaredId, both.declared),
      ...users(liveId, both.live),
    ],
    columnsInOtherCase: objects.some((it) => hasLikeInOtherCase(it, drift, both)) ? foldedColumns(objects[0]) : [],
    liveTwins: twins(liveId, both.live),
  };
}

function twins(id: ObjectId | undefined, { objects }: Catalog): string[] {
  const own = id && objects.get(id);
  if (own === undefined || own.kind !== "index") return [];
  const isTwin = ({ kind, parent, attributes }: CatalogObject) =>
    kind === own.kind && parent === own.parent && isDeepStrictEqual(attributes, own.attributes);
  return [...objects.values()].filter((other) => other.id !== id && isTwin(other)).map((other) => dotted(other.id));
}

function hasLikeInOtherCase(object: CatalogObject, { type, attribute }: Drift, { declared, live }: Both): boolean {
  if ((object.kind !== "constraint" && object.kind !== "index") || (type === "changed" && attribute !== "keys"))
    return false;
  const others = declared.objects.get(object.id) === object ? live : declared;
  const own = foldedShape(object);
  return [...others.objects.values()].some((other) => other.parent === object.parent && foldedShape(other) === own);
}

const unquoted = (name: string) => name.replaceAll('"', "").toLowerCase();

function foldedColumns(object: CatalogObject | undefined): string[] {
  const { keys, columns } = object?.attributes ?? {};
  return [keys, columns].flatMap((list) => (Array.isArray(list) ? list.map(unquoted) : []));
}

/** What a key is, whatever the case of the names in it: uniqueness, columns, reference. */
function foldedShape(object: CatalogObject): string | undefined {
  const { type, references, referencedColumns, predicate, method } = object.attributes;
  const sort = type === "UNIQUE" ? "UNIQUE INDEX" : type;
  if (object.kind !== "constraint" && object.kind !== "index") return undefined;
  return unquoted(JSON.stringify([sort, foldedColumns(object), references, referencedColumns, predicate, method]));
}

/** Without the schema. */
function dotted(id: ObjectId): string {
  const { path } = parseObjectId(id);
  return (path.length === 1 ? path : path.slice(1)).join(".");
}

function users(id: ObjectId | undefined, { objects }: Catalog): string[] {
  if (id === undefined) return [];
  return [...objects.values()].flatMap((user) =>
    user.kind === "column" && user.uses?.includes(id) ? [dotted(user.id)] : [],
  );
}

/** The name without pgloader's numbering and in one case, as pgloader derives it from the source's name. */
export function sourceName(dottedName: string): string {
  return dottedName.toLowerCase().replace(/\.idx_\d+_/, ".");
}

/** The attributes of an object that only one side has. */
export function whole({ drift }: Subject): Attributes | undefined {
  const value = drift.declared ?? drift.live;
  return drift.type === "changed" || typeof value !== "object" || value === null || Array.isArray(value)
    ? undefined
    : (value as Attributes);
}
