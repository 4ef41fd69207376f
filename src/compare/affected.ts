// What a picture of the drift shows: the tables that drift, those that a foreign key joins with them, and these keys, as far as a
// person can take it in. What the bounds leave out is counted.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import { kindNamed } from "../kinds/registry.ts";
import type { Affected, AffectedForeignKey, AffectedTable, Presence } from "../reporters/affected.ts";

const most = { drifted: 30, tables: 40, foreignKeys: 200 } as const;

interface Sides {
  readonly declared: Catalog;
  readonly live: Catalog;
}

/** @returns undefined where no table drifts */
export function affectedBy(drift: readonly Drift[], sides: Sides): Affected | undefined {
  const counts = driftsByTable(drift, sides);
  if (counts.size === 0) return undefined;
  const drifted = byNumber(counts, degrees(sides)).slice(0, most.drifted);
  const near = neighboursOf(new Set(drifted), counts, sides);
  const neighbours = byNumber(near).slice(0, most.tables - drifted.length);
  const shown = new Set([...drifted, ...neighbours]);
  const keys = keysWithin(shown, sides).filter(({ table, references }) => counts.has(table) || counts.has(references));
  const leftOut = {
    drifted: counts.size - drifted.length,
    neighbours: near.size - neighbours.length,
    foreignKeys: Math.max(0, keys.length - most.foreignKeys),
    otherDrifts: drift.length - [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
  return {
    tables: [...shown].map((id): AffectedTable => ({ id, on: presence(id, sides), drifts: counts.get(id) ?? 0 })),
    foreignKeys: keys.slice(0, most.foreignKeys),
    ...(Object.values(leftOut).some((count) => count > 0) && { leftOut }),
  };
}

/** @param otherwise what decides between equal numbers */
const byNumber = (
  counts: ReadonlyMap<ObjectId, number>,
  otherwise: ReadonlyMap<ObjectId, number> = new Map(),
): ObjectId[] =>
  [...counts]
    .sort(([a, m], [b, n]) => n - m || (otherwise.get(b) ?? 0) - (otherwise.get(a) ?? 0) || (a < b ? -1 : 1))
    .map(([id]) => id);

/** How many foreign keys join each table with others. */
function degrees({ declared, live }: Sides): Map<ObjectId, number> {
  const joined = new Map<ObjectId, number>();
  for (const { table, references } of [...foreignKeysOf(declared), ...foreignKeysOf(live)])
    for (const each of [table, references]) joined.set(each, (joined.get(each) ?? 0) + 1);
  return joined;
}

function driftsByTable(drift: readonly Drift[], sides: Sides): Map<ObjectId, number> {
  const counts = new Map<ObjectId, number>();
  for (const { id } of drift) {
    const root = rootOf(id, sides);
    if (kindNamed(kindOf(root))?.relation === "table") counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return counts;
}

/** What an object belongs to in the end: a column's table, or the table of the column that owns a sequence. */
function rootOf(id: ObjectId, sides: Sides): ObjectId {
  const parent = (sides.declared.objects.get(id) ?? sides.live.objects.get(id))?.parent;
  return parent === undefined ? id : rootOf(parent, sides);
}

function presence(id: ObjectId, { declared, live }: Sides): Presence {
  if (!live.objects.has(id)) return "declared";
  return declared.objects.has(id) ? "both" : "live";
}

interface ForeignKey {
  readonly id: ObjectId;
  readonly table: ObjectId;
  readonly columns: readonly string[];
  readonly references: ObjectId;
  /** What it joins, whatever it is called. */
  readonly joins: string;
}

const foreignKeysOf = oncePerCatalog(({ objects }) => [...objects.values()].flatMap(foreignKey));

function foreignKey({ id, parent, attributes: own }: CatalogObject): ForeignKey[] {
  if (own.type !== "FOREIGN KEY" || parent === undefined) return [];
  const references = objectId("table", parseObjectId(`table:${own.references}`).path);
  const columns = Array.isArray(own.columns) ? own.columns : [];
  const joins = JSON.stringify([parent, columns, references, own.referencedColumns]);
  return [{ id, table: parent, columns, references, joins }];
}

/** Tables that a foreign key joins with one of these, and how many do. */
function neighboursOf(
  tables: ReadonlySet<ObjectId>,
  drifted: ReadonlyMap<ObjectId, number>,
  { declared, live }: Sides,
) {
  const near = new Map<ObjectId, number>();
  for (const { table, references } of [...foreignKeysOf(declared), ...foreignKeysOf(live)])
    for (const [one, other] of [
      [table, references],
      [references, table],
    ] as const)
      if (tables.has(one) && !drifted.has(other)) near.set(other, (near.get(other) ?? 0) + 1);
  return near;
}

/** Those that differ first: they are what the picture is about. */
function keysWithin(tables: ReadonlySet<ObjectId>, { declared, live }: Sides): AffectedForeignKey[] {
  const within = ({ table, references }: ForeignKey) => tables.has(table) && tables.has(references);
  const liveKeys = foreignKeysOf(live).filter(within);
  const declaredKeys = foreignKeysOf(declared).filter(within);
  const onLive = new Set(liveKeys.map(({ joins }) => joins));
  const onDeclared = new Set(declaredKeys.map(({ joins }) => joins));
  const shown = ({ joins: _, ...key }: ForeignKey, on: Presence): AffectedForeignKey => ({ ...key, on });
  const all = [
    ...declaredKeys.map((key) => shown(key, onLive.has(key.joins) ? "both" : "declared")),
    ...liveKeys.filter(({ joins }) => !onDeclared.has(joins)).map((key) => shown(key, "live")),
  ];
  // In one order, however a source gives its objects.
  all.sort((one, other) => (one.id < other.id ? -1 : 1));
  return [...all.filter(({ on }) => on !== "both"), ...all.filter(({ on }) => on === "both")];
}
