// What one drift is about, in the words of the judged files: names without schema, `table.column`, declared and live apart.

import type { Attributes, Catalog } from "../../../src/catalog/catalog.ts";
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
  };
}

/** Without the schema. */
export function dotted(id: ObjectId): string {
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
