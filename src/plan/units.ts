// From the changes of a catalog to what is to be done: dropped first what stands in the way, then renamed, altered, made, and last
// what holds others. The order is a first guess: which has to wait for which, PostgreSQL says when they are tried.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { altererOf } from "../ddl/alter/registry.ts";
import { contextOf } from "../ddl/context.ts";
import { ordered } from "../ddl/order.ts";
import { partsOf, stepsOf } from "../ddl/parts.ts";
import { CannotWrite, phases } from "../ddl/statement.ts";
import { answersTo, driftFor, inTurn, isAccess } from "./answers.ts";
import { attachedLast } from "./attached-last.ts";
import type { Alteration, Changes } from "./changes.ts";
import { dropping } from "./dropping.ts";
import { withoutDefaults } from "./granted.ts";
import { isPartOfOther, making } from "./making.ts";
import { inRank, isLate, phaseOf } from "./order.ts";
import type { Refused } from "./plan.ts";
import { exchanged, replacing } from "./remaking.ts";
import { withMembers } from "./target.ts";
import { wantedByParents, withoutInherited } from "./through-parent.ts";
import type { Step, Unit } from "./unit.ts";
import type { World } from "./world.ts";

export interface Worked {
  readonly units: readonly Unit[];
  readonly refused: readonly Refused[];
  /** The keys of the drifts that are refused. */
  readonly refusedDrift: ReadonlySet<string>;
}

export class Planner {
  readonly #world: World;
  readonly #refused: Refused[] = [];
  readonly #refusedDrift = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  units(changes: Changes): Worked {
    const drops = this.#drops(this.#withoutWanted(changes));
    const early = drops.filter(({ object }) => !isLate(this.#world.from.objects.get(object) as CatalogObject));
    const late = drops.filter((each) => !early.includes(each));
    const units = [
      ...early,
      ...changes.renamed.flatMap((change) => this.#rename(change)),
      ...inRank(withoutInherited(changes.altered, this.#world)).flatMap((change) => this.alter(change)),
      ...this.make(
        new Set([...changes.created].filter((id) => !this.#comesAlong(id, changes.created, this.#world.to))),
      ),
      ...late,
    ];
    return { units, refused: this.#refused, refusedDrift: this.#refusedDrift };
  }

  get refusals(): { readonly refused: readonly Refused[]; readonly drift: ReadonlySet<string> } {
    return { refused: this.#refused, drift: this.#refusedDrift };
  }

  #withoutWanted(changes: Changes): ReadonlySet<ObjectId> {
    const [partitions, children] = [
      wantedByParents(changes, "partitionOf", this.#world),
      wantedByParents(changes, "inherits", this.#world),
    ];
    const reason = "PostgreSQL wants it of a table that is to inherit, and leaves it to the table as its own";
    for (const id of children) this.refuse(id, this.#world.driftOf(id), { reason });
    return new Set([...changes.dropped].filter((id) => !partitions.has(id) && !children.has(id)));
  }

  /** What goes with another is not dropped by itself. */
  #drops(dropped: ReadonlySet<ObjectId>): Unit[] {
    const { objects } = this.#world.from;
    const goesWithAnother = ({ parent }: CatalogObject): boolean => {
      const above = parent === undefined ? undefined : objects.get(parent);
      return above !== undefined && (dropped.has(above.id) || goesWithAnother(above));
    };
    const own = [...dropped]
      .flatMap((id) => objects.get(id) ?? [])
      .filter((object) => !goesWithAnother(object) && !this.#comesAlong(object.id, dropped, this.#world.from));
    const rank = ({ kind }: CatalogObject) => -phases.indexOf(phaseOf(kind));
    return own.sort((a, b) => rank(a) - rank(b)).flatMap((object) => this.drop(object));
  }

  /** An identity's sequence comes and goes with the identity. */
  #comesAlong(id: ObjectId, changed: ReadonlySet<ObjectId>, { objects }: Catalog): boolean {
    const { kind, parent } = objects.get(id) ?? {};
    if (kind !== "sequence" || parent === undefined || changed.has(parent)) return false;
    const [was, is] = [this.#world.from, this.#world.to].map((side) => side.objects.get(parent)?.attributes.identity);
    return was !== is;
  }

  drop(object: CatalogObject, drift = this.#world.driftOf(object.id)): Unit[] {
    return this.#written(object.id, drift, () => [
      {
        does: "drop",
        object: object.id,
        attributes: [],
        drift,
        steps: dropping(object, contextOf(this.#world.from)),
      },
    ]);
  }

  #rename({ from, to }: Alteration): Unit[] {
    const drift = this.#world.driftOf(from.id, "name");
    const steps = altererOf(from.kind)?.rename?.(from, to);
    if (steps !== undefined) return [{ does: "rename", object: from.id, attributes: ["name"], drift, steps }];
    return this.again(to, drift, from);
  }

  /** Dropped and made, in this order; what depends on it is looked for when it is dropped. */
  again(to: CatalogObject, drift: readonly string[], from = to): Unit[] {
    return [
      ...this.drop(from, drift).map((unit) => ({ ...unit, remakes: to.id })),
      ...this.make(new Set(withMembers(to.id, this.#world.to)), drift).map((unit) => ({
        ...unit,
        remakes: unit.object,
      })),
    ];
  }

  alter(change: Alteration): Unit[] {
    const { from, to, attributes } = change;
    const drift = attributes.flatMap((attribute) => driftFor(to, attribute, this.#world));
    const { written, refused } = answersTo(change, this.#world);
    for (const { attribute, reason, skeleton, drift: own } of refused)
      this.refuse(to.id, own, { attribute, reason, ...(skeleton !== undefined && { skeleton }) });
    if (written.some(({ answer }) => answer === "again"))
      return this.#written(to.id, drift, () => {
        const steps = exchanged(from, to, this.#world);
        if (steps === undefined) return this.again(to, drift, from.id === to.id ? from : { ...from, id: to.id });
        return [{ does: "alter", object: to.id, attributes: [], drift, steps }];
      });
    const isReplaced = written.some(({ answer }) => answer === "replaced");
    const others = written.filter(({ attribute }) => !isReplaced || isAccess(attribute));
    const folded = written.filter((each) => !others.includes(each)).flatMap((each) => each.drift);
    const replaced = isReplaced ? this.#written(to.id, folded, () => [replacing(to, folded, this.#world)]) : [];
    return [...replaced, ...inTurn(to, others)];
  }

  /** In an order in which each finds what it needs. */
  make(created: ReadonlySet<ObjectId>, drift?: readonly string[]): Unit[] {
    const { to, from } = this.#world;
    const context = contextOf(to);
    const isWanted = (object: CatalogObject): boolean =>
      created.has(object.id) &&
      !(object.kind === "sequence" && object.parent !== undefined && created.has(object.parent));
    const { parts, refused } = partsOf(context, isWanted);
    const lacking = parts.flatMap(({ object: { id }, statement: { lacks } }) =>
      lacks === undefined ? [] : [{ id, reason: lacks }],
    );
    for (const { id, reason } of [...refused, ...lacking]) this.refuse(id, drift ?? this.#driftAbove(id), { reason });
    const { order, left } = ordered(stepsOf(parts));
    const objects = new Set([...order, ...left].flatMap((at) => parts[at]?.object ?? []));
    const isThere = (id: ObjectId) => from.objects.has(id) && !created.has(id);
    const units = [...objects].flatMap((object) =>
      this.#written(object.id, drift ?? this.#driftAbove(object.id), () => [
        {
          does: "make",
          object: object.id,
          attributes: [],
          drift: drift ?? this.#driftAbove(object.id),
          steps: this.#granted(object, making(object, context, isThere)),
        },
      ]),
    );
    return attachedLast(units, ({ object }) => isPartOfOther(object, to, isThere));
  }

  #granted(object: CatalogObject, steps: readonly Step[]): readonly Step[] {
    return this.#world.knowsPrivileges ? withoutDefaults(steps, object, this.#world.from) : steps;
  }

  /** Of what belongs to an object that is missing, that one's. */
  #driftAbove(id: ObjectId): readonly string[] {
    const own = this.#world.driftOf(id);
    const parent = this.#world.to.objects.get(id)?.parent;
    return own.length > 0 || parent === undefined ? own : this.#driftAbove(parent);
  }

  #written(id: ObjectId, drift: readonly string[], write: () => Unit[]): Unit[] {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error;
      this.refuse(id, drift, { reason: error.message });
      return [];
    }
  }

  refuse(id: ObjectId, drift: readonly string[], refusal: Omit<Refused, "id">): void {
    this.#refused.push({ id, ...refusal });
    for (const key of drift) this.#refusedDrift.add(key);
  }
}
