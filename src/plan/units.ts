// From the changes of a catalog to what is to be done: dropped first what stands in the way, then renamed, altered, made, and last
// what holds others. The order is a first guess: which has to wait for which, PostgreSQL says when they are tried.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { type AlterContext, type Answer, isRefusal } from "../ddl/alter/alter.ts";
import { altererOf } from "../ddl/alter/registry.ts";
import { contextOf } from "../ddl/context.ts";
import { ordered } from "../ddl/order.ts";
import { partsOf, stepsOf } from "../ddl/parts.ts";
import { ddlOf } from "../ddl/registry.ts";
import { routineDefinition } from "../ddl/routines.ts";
import { CannotWrite, phases } from "../ddl/statement.ts";
import type { Alteration, Changes } from "./changes.ts";
import { dropping } from "./dropping.ts";
import { exchanging, making, swapping } from "./making.ts";
import type { Refused } from "./plan.ts";
import { withMembers } from "./target.ts";
import type { Step, Unit } from "./unit.ts";

export interface Worked {
  readonly units: readonly Unit[];
  readonly refused: readonly Refused[];
  /** The keys of the drifts that are refused. */
  readonly refusedDrift: ReadonlySet<string>;
}

export interface World {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly major: number;
  readonly driftOf: (id: ObjectId, attribute?: string) => readonly string[];
}

const isLate = ({ kind }: CatalogObject) =>
  phases.indexOf(phaseOf(kind)) <= phases.indexOf("tables") && !["constraint", "index"].includes(kind);

function phaseOf(kind: string) {
  const { phase } = ddlOf(kind);
  return typeof phase === "function" ? "tables" : phase;
}

export class Planner {
  readonly #world: World;
  readonly #refused: Refused[] = [];
  readonly #refusedDrift = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  units(changes: Changes): Worked {
    const drops = this.#drops(changes.dropped);
    const early = drops.filter(({ object }) => !isLate(this.#world.from.objects.get(object) as CatalogObject));
    const late = drops.filter((each) => !early.includes(each));
    const units = [
      ...early,
      ...changes.renamed.flatMap((change) => this.#rename(change)),
      ...inRank(changes.altered).flatMap((change) => this.alter(change)),
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

  alter({ from, to, attributes }: Alteration): Unit[] {
    const kind = altererOf(to.kind);
    const drift = attributes.flatMap((attribute) => this.#driftFor(to, attribute));
    const context = this.#context(to);
    const known = Object.keys(kind?.attributes ?? {});
    const inOrder = attributes.toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
    const answers = inOrder.map((attribute) => {
      const own = this.#driftFor(to, attribute);
      const answer: Answer = kind?.attributes[attribute]?.({ from, to, attribute }, context) ?? {
        reason: `driftcheck does not alter the ${attribute} of a ${to.kind}`,
      };
      return { attribute, answer, drift: own };
    });
    const refusal = answers.map(({ answer }) => answer).find(isRefusal);
    // What nothing is to be done for is done with another attribute: it is refused with that one.
    const isRefused = ({ answer }: (typeof answers)[number]) =>
      isRefusal(answer) || (refusal !== undefined && Array.isArray(answer) && answer.length === 0);
    for (const each of answers.filter(isRefused))
      this.refuse(to.id, each.drift, {
        reason: "",
        ...refusal,
        ...(isRefusal(each.answer) && each.answer),
        attribute: each.attribute,
      });
    const written = answers.filter((each) => !isRefused(each));
    if (written.some(({ answer }) => answer === "again")) return this.#swap(to, from, drift);
    const replaced = written.filter(({ answer }) => answer === "replaced");
    const others = written.filter(
      ({ answer, attribute }) => answer !== "replaced" && (replaced.length === 0 || isAccess(attribute)),
    );
    const folded = written.filter((each) => !replaced.includes(each) && !others.includes(each));
    return [
      ...(replaced.length === 0
        ? []
        : [
            this.#replace(
              to,
              [...replaced, ...folded].flatMap((each) => each.drift),
            ),
          ]),
      ...inTurn(to, others as Told[]),
    ];
  }

  /** Of an identity its sequence's, too. */
  #driftFor({ id }: CatalogObject, attribute: string): readonly string[] {
    const { from, to, driftOf } = this.#world;
    const sequences = attribute === "identity" ? [from, to].flatMap((side) => membersOf(id, "sequence", side)) : [];
    return [...new Set([...driftOf(id, attribute), ...sequences.flatMap((sequence) => driftOf(sequence.id))])];
  }

  /** What needs others of them comes after these. */
  #context(to: CatalogObject): AlterContext {
    const { from, to: catalog, major } = this.#world;
    const home = to.parent ?? to.id;
    return { from, to: catalog, major, inUse: from.objects.has(home) };
  }

  #swap(to: CatalogObject, from: CatalogObject, drift: readonly string[]): Unit[] {
    const context = contextOf(this.#world.to);
    const table = to.parent === undefined ? undefined : this.#world.to.objects.get(to.parent);
    const isSame =
      from.id === to.id && from.attributes.partitionOf === undefined && to.attributes.partitionOf === undefined;
    const exchanged =
      to.kind === "constraint" && table?.kind === "table" && isSame ? this.#exchange(to, table, drift) : [];
    if (exchanged.length > 0) return exchanged;
    const isPlain = table?.kind === "table" && table.attributes.partitionKey === undefined;
    if (
      to.kind !== "index" ||
      !isPlain ||
      to.attributes.partitionOf !== undefined ||
      from.attributes.partitionOf !== undefined
    )
      return this.again(to, drift, from.id === to.id ? from : { ...from, id: to.id });
    return this.#written(to.id, drift, () => {
      const made = making(to, context, () => true).slice(1);
      return [{ does: "alter", object: to.id, attributes: [], drift, steps: [...swapping(to, context), ...made] }];
    });
  }

  #exchange(to: CatalogObject, table: CatalogObject, drift: readonly string[]): Unit[] {
    const context = contextOf(this.#world.to);
    return this.#written(to.id, drift, () => {
      const made = making(to, context, () => true);
      const steps = exchanging(to, table, context);
      // What follows is said of it: a comment, where its index lies.
      const about = steps === undefined ? [] : made.slice(steps.length);
      return steps === undefined
        ? []
        : [{ does: "alter", object: to.id, attributes: [], drift, steps: [...steps, ...about] }];
    });
  }

  #replace(to: CatalogObject, drift: readonly string[]): Unit {
    const isRoutine = to.kind === "function" && to.attributes.type !== "AGGREGATE";
    const [created] = isRoutine ? [] : making(to, contextOf(this.#world.to), () => false);
    const sql = isRoutine
      ? routineDefinition(to, "OR REPLACE ")
      : (created?.sql.replace(/^CREATE /, "CREATE OR REPLACE ") ?? "");
    return {
      does: "alter",
      object: to.id,
      attributes: [],
      drift,
      steps: [{ sql, orElse: "again", ...(isRoutine && { hasBody: true as const }) }],
    };
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
    return [...objects].flatMap((object) =>
      this.#written(object.id, drift ?? this.#driftAbove(object.id), () => [
        {
          does: "make",
          object: object.id,
          attributes: [],
          drift: drift ?? this.#driftAbove(object.id),
          steps: making(object, context, (table) => from.objects.has(table) && !created.has(table)),
        },
      ]),
    );
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

interface Told {
  readonly attribute: string;
  readonly answer: readonly (Step & { readonly needs?: readonly string[] })[];
  readonly drift: readonly string[];
}

const isAccess = (attribute: string) => ["owner", "privileges", "comment"].includes(attribute);

/** Those of one object: what takes nothing to do is done with the first that does. */
function inTurn(to: CatalogObject, told: readonly Told[]): Unit[] {
  const [idle, busy] = [
    told.filter(({ answer }) => answer.length === 0),
    told.filter(({ answer }) => answer.length > 0),
  ];
  const needed = new Set(busy.flatMap(({ answer }) => answer.flatMap((step) => step.needs ?? [])));
  const sorted = [
    ...busy.filter(({ attribute }) => needed.has(attribute)),
    ...busy.filter(({ attribute }) => !needed.has(attribute)),
  ];
  return sorted.map(({ attribute, answer, drift }, at) => ({
    does: "alter" as const,
    object: to.id,
    attributes: [attribute],
    drift: at === 0 ? [...drift, ...idle.flatMap((each) => each.drift)] : drift,
    steps: answer,
  }));
}

/** Types before tables before what stands on them. */
function inRank(altered: readonly Alteration[]): readonly Alteration[] {
  const rank = ({ to }: Alteration) => phases.indexOf(phaseOf(to.kind));
  return altered.toSorted((a, b) => rank(a) - rank(b));
}
