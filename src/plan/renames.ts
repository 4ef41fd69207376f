// Renames: what is missing and what is unexpected may be one thing by two names. They are suggested where all else is the same,
// and planned only where somebody says so.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { membersOf } from "../catalog/members.ts";
import { dotted, kindOf, nameOf, type ObjectId, objectId, parseObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { altererOf } from "../ddl/alter/registry.ts";
import { UsageError } from "../errors.ts";
import type { LiveNames } from "./live-names.ts";
import type { Rename } from "./plan.ts";
import type { Unit } from "./unit.ts";

/** Only where each is the other's one match. */
export function suggestedRenames(drift: readonly Drift[], comparison: Comparison, names: LiveNames): Rename[] {
  const missing = objectsOf("missing", drift, comparison.declared);
  const unexpected = objectsOf("unexpected", drift, comparison.live);
  return missing.flatMap((object) => {
    const same = unexpected.filter((other) => isSame(object, other, comparison));
    const [live, ...more] = same;
    const rivals = missing.filter((other) => live !== undefined && isSame(other, live, comparison));
    const id = live && names.rawId(live.id);
    if (id === undefined || more.length > 0 || rivals.length > 1) return [];
    return [renameOf(id, nameOf(object.id), false)];
  });
}

const objectsOf = (type: Drift["type"], drift: readonly Drift[], { objects }: Catalog): CatalogObject[] =>
  drift.filter((each) => each.type === type).flatMap(({ id }) => objects.get(id) ?? []);

function isSame(declared: CatalogObject, live: CatalogObject, { declared: one, live: other }: Comparison): boolean {
  if (declared.kind !== live.kind || altererOf(declared.kind)?.rename === undefined) return false;
  const [home, its] = [declared.id, live.id].map((id) => parseObjectId(id).path.slice(0, -1));
  if (!isDeepStrictEqual(home, its) || !isDeepStrictEqual(declared.attributes, live.attributes)) return false;
  return isDeepStrictEqual(columnsOf(declared, one), columnsOf(live, other));
}

const columnsOf = ({ id }: CatalogObject, catalog: Catalog) =>
  membersOf(id, "column", catalog).map((column) => [nameOf(column.id), column.attributes]);

const renameOf = (live: ObjectId, to: string, planned: boolean): Rename => ({
  live,
  to,
  option: `--rename ${dotted(live)}=${to}`,
  planned,
});

/**
 * Those that were asked for, as what is done first.
 * @param asked from a live object without its kind, as `public.users.mail`, to its name
 * @throws UsageError where there is no such object, or PostgreSQL renames none of its kind
 */
export function renameUnits(
  asked: ReadonlyMap<string, string>,
  live: Catalog,
  driftOf: (id: ObjectId) => readonly string[],
): { readonly units: Unit[]; readonly renames: Rename[] } {
  const all = [...asked].map(([name, to]) => {
    const object = found(name, live);
    const renamed = { ...object, id: renamedId(object.id, to) };
    const steps = altererOf(object.kind)?.rename?.(object, renamed) ?? [];
    const drift = [...driftOf(object.id), ...driftOf(renamed.id)];
    const unit: Unit = { does: "rename", object: object.id, attributes: ["name"], drift, steps };
    return { unit, rename: renameOf(object.id, to, true) };
  });
  return { units: all.map(({ unit }) => unit), renames: all.map(({ rename }) => rename) };
}

function found(name: string, { objects }: Catalog): CatalogObject {
  const all = [...objects.values()].filter(({ id }) => dotted(id) === name || id === name);
  const [object] = all.filter(({ kind }) => altererOf(kind)?.rename !== undefined);
  if (object !== undefined) return object;
  const kinds = all.map(({ kind }) => kind);
  if (kinds.length > 0) throw new UsageError(`--rename ${name}: PostgreSQL renames no ${kinds[0]}`);
  throw new UsageError(`--rename ${name}: the live schema has no such object. Name it as in public.users.mail=email.`);
}

function renamedId(id: ObjectId, name: string): ObjectId {
  const { path, signature } = parseObjectId(id);
  return objectId(kindOf(id), [...path.slice(0, -1), name], signature);
}

/** The way back of a rename. */
export function undone({ live, to }: Rename, { objects }: Catalog): Unit[] {
  const object = objects.get(live);
  if (object === undefined) return [];
  const now = { ...object, id: renamedId(live, to) };
  const steps = altererOf(object.kind)?.rename?.(now, object) ?? [];
  return [{ does: "rename", object: now.id, attributes: ["name"], drift: [], steps }];
}
