// What the live catalog is to become: as it is, with the drift that is to go taken out of it, all in the names of the live database.
// Nothing else is changed: what is noise stays as it is.

import type { Attributes, Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, type ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import type { LiveNames } from "./live-names.ts";

export interface Target {
  readonly catalog: Catalog;
  /** From the id of a live object to the one that it gets. */
  readonly renamed: ReadonlyMap<ObjectId, ObjectId>;
  /** The oldest major version that must understand the statements: the live server's, or the copy's. */
  readonly major: number;
  /** Owners and privileges of what is declared are known. */
  readonly knowsPrivileges: boolean;
  /** Which drifts each object of either catalog is about, by the attribute: `""` where it is about the whole. */
  readonly drift: ReadonlyMap<ObjectId, ReadonlyMap<string, string>>;
}

/** What identifies a drift within a report. */
export const driftKey = ({ id, attribute }: Drift): string => (attribute === undefined ? id : `${id} ${attribute}`);

/**
 * @param copy as it is in the database
 * @param server the version of the live one
 */
export function targetOf(
  drift: readonly Drift[],
  copy: Catalog,
  comparison: Comparison,
  names: LiveNames,
  server: string,
): Target {
  const major = Math.min(...[copy.server, server].map((version) => Number.parseInt(version, 10)));
  return { ...new Builder(copy, comparison, names).with(drift), major };
}

class Builder {
  readonly #live: Catalog;
  readonly #comparison: Comparison;
  readonly #names: LiveNames;
  readonly #objects: Map<ObjectId, CatalogObject>;
  readonly #renamed = new Map<ObjectId, ObjectId>();
  readonly #drift = new Map<ObjectId, Map<string, string>>();

  constructor(live: Catalog, comparison: Comparison, names: LiveNames) {
    this.#live = live;
    this.#comparison = comparison;
    this.#names = names;
    this.#objects = new Map(live.objects);
  }

  with(drift: readonly Drift[]): Omit<Target, "major"> {
    const wholly = drift.filter((each) => this.#isWhole(each));
    const changed = drift.filter((each) => !this.#isWhole(each));
    const staying = new Set(changed.flatMap((each) => this.#liveId(each) ?? []));
    for (const each of wholly) this.#takeOut(each, staying);
    for (const each of changed) this.#change(each);
    for (const each of changed) if (each.attribute === "name") this.#rename(each);
    for (const each of wholly) this.#putIn(each);
    const knowsPrivileges = this.#comparison.declared.privileges === true;
    const catalog = { ...this.#live, objects: this.#objects };
    return { catalog, renamed: this.#renamed, drift: this.#drift, knowsPrivileges };
  }

  /** One that is another kind of object on the two sides is taken out and put in. */
  #isWhole({ type, id, liveId }: Drift): boolean {
    return type !== "changed" || (liveId !== undefined && kindOf(liveId) !== kindOf(id));
  }

  #liveId({ id, liveId, type }: Drift): ObjectId | undefined {
    return type === "missing" ? undefined : this.#names.rawId(liveId ?? id);
  }

  /** @param staying what belongs to it and goes over to another, as a sequence to another column */
  #takeOut(drift: Drift, staying: ReadonlySet<ObjectId>): void {
    const id = this.#liveId(drift);
    if (id === undefined) return;
    this.#note(id, "", drift);
    for (const each of withMembers(id, this.#live)) if (each === id || !staying.has(each)) this.#objects.delete(each);
  }

  #putIn(drift: Drift): void {
    if (drift.type === "unexpected") return;
    for (const id of withMembers(drift.id, this.#comparison.declared)) {
      const object = this.#names.declaredInLiveNames(id);
      if (object === undefined || (id !== drift.id && this.#objects.has(object.id))) continue;
      this.#objects.set(object.id, object);
      if (id === drift.id) this.#note(object.id, "", drift);
    }
  }

  #change(drift: Drift): void {
    const { attribute = "" } = drift;
    const id = this.#liveId(drift);
    const live = id && this.#objects.get(id);
    if (id === undefined || live === undefined) return;
    this.#note(id, attribute, drift);
    const declared = this.#names.declaredInLiveNames(drift.id);
    if (attribute === "name" || declared === undefined) return;
    const { [attribute]: _, ...others } = live.attributes;
    const value = declared.attributes[attribute];
    const attributes: Attributes = value === undefined ? others : { ...others, [attribute]: value };
    this.#objects.set(id, attribute.endsWith("Order") ? live : { ...live, attributes });
  }

  #rename(drift: Drift): void {
    const id = this.#liveId(drift);
    const live = id && this.#objects.get(id);
    const declared = this.#names.declaredInLiveNames(drift.id);
    if (id === undefined || live === undefined || declared === undefined) return;
    this.#objects.delete(id);
    this.#objects.set(declared.id, { ...live, id: declared.id });
    this.#renamed.set(id, declared.id);
    const told = this.#drift.get(id);
    if (told !== undefined) this.#drift.set(declared.id, told);
  }

  #note(id: ObjectId, attribute: string, drift: Drift): void {
    const told = this.#drift.get(id) ?? new Map<string, string>();
    this.#drift.set(id, told.set(attribute, driftKey(drift)));
  }
}

/** The object and what goes with it. */
export function withMembers(id: ObjectId, { objects }: Catalog): ObjectId[] {
  const all: ObjectId[] = [id];
  const children = new Map<ObjectId, ObjectId[]>();
  for (const { id: child, parent } of objects.values()) {
    if (parent === undefined) continue;
    const family = children.get(parent);
    if (family === undefined) children.set(parent, [child]);
    else family.push(child);
  }
  for (const each of all) all.push(...(children.get(each) ?? []));
  return all;
}
