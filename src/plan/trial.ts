// Tries what is to be done on the copy of the live schema, and finds its order there: what PostgreSQL refuses waits until the rest
// has run, and what stands in its way is taken away and made again. Whatever runs here is what the plan says, in this order.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { kindOf, type ObjectId } from "../catalog/object-id.ts";
import { type Answer, isRefusal, type Refusal } from "../ddl/alter/alter.ts";
import { ownerName, ownName } from "../ddl/naming.ts";
import { codeOf } from "../error-code.ts";
import { differingAttributes } from "./changes.ts";
import { type Closure, Search } from "./closure.ts";
import type { Copy } from "./copy.ts";
import { dependencies, type Edges } from "./dependents.ts";
import { Repairs } from "./repairs.ts";
import type { Failure, Step, Unit } from "./unit.ts";
import type { Planner } from "./units.ts";
import { settled, unlooked, type Waiting, waitingFor } from "./waiting.ts";

/** A statement that ran. */
export interface Ran extends Step {
  readonly drift: readonly string[];
  readonly object: ObjectId;
  /** The object is dropped here to be made again, or made again here. */
  readonly remakes?: ObjectId;
}

export interface Tried {
  readonly ran: readonly Ran[];
  /** What could not be done, with why. */
  readonly failed: readonly Unit[];
}

/** Does it lose data where that is not allowed, or belong to what is done together with such a statement? */
export type HeldBack = (step: Step, unit: Unit) => boolean;

// What others of the plan may bring or take away: it waits.
const mayPass =
  /^(?:42P01|42703|42883|42704|3F000|42P07|42710|42723|42P06|42701|2BP01|55000|42830|42P17|0A000|42P16|42809|42611|42P10|22023)$/;
const isGone = /^(?:42P01|42703|42883|42704|3F000)$/;
// What waiting does not change: another way is tried at once.
const another = /^(?:42804|42846|42P16|42P13|42601)$/;

export class Trial {
  readonly #client: Copy["client"];
  readonly #planner: Planner;
  readonly #from: Catalog;
  readonly #to: Catalog;
  readonly #ran: Ran[] = [];
  /** It comes after all others, or not at all. */
  readonly #isHeldBack: HeldBack;
  readonly #repairs = new Repairs();

  readonly #read: () => Promise<Catalog>;

  constructor(
    { client, read }: Pick<Copy, "client" | "read">,
    planner: Planner,
    { from, to }: { readonly from: Catalog; readonly to: Catalog },
    isHeldBack: HeldBack,
  ) {
    this.#client = client;
    this.#read = read;
    this.#planner = planner;
    this.#from = from;
    this.#to = to;
    this.#isHeldBack = isHeldBack;
  }

  /** Whatever can run, in the order in which it can. */
  async run(units: readonly Unit[]): Promise<Tried> {
    let waiting = settled(units.map(({ failure: _, ...unit }) => ({ unit, steps: unit.steps })));
    for (;;) {
      const before = waiting.length;
      const { left, progress } = await this.#pass(waiting);
      waiting = settled(left);
      if (waiting.length === 0) break;
      if (progress || waiting.length < before) continue;
      const open = await this.#notDone(waiting);
      const repaired = open.length < waiting.length ? open : await this.#repairOne(waiting);
      if (repaired === undefined) break;
      waiting = settled(repaired);
    }
    return { ran: this.#ran, failed: waiting.map(({ unit, steps }) => ({ ...unit, steps })) };
  }

  async #pass(waiting: readonly Waiting[]): Promise<{ left: Waiting[]; progress: boolean }> {
    const left: Waiting[] = [];
    let progress = false;
    const queue = [...waiting];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const done = await this.#work(next);
      progress ||= done.steps.length < next.steps.length;
      if (done.steps.length === 0) continue;
      const other = this.#otherWay(done, another);
      if (other === undefined) left.push(done);
      else queue.splice(0, queue.length, ...settled([...other, ...queue]));
      progress ||= other !== undefined;
    }
    return { left, progress };
  }

  /** Runs its steps until one can't. */
  async #work({ unit, steps }: Waiting): Promise<Waiting> {
    for (const [at, step] of steps.entries()) {
      if (this.#isHeldBack(step, unit)) return { unit, steps: steps.slice(at) };
      const failure = await this.#try(step.sql);
      // It went with something else: the index of a partition with that of its table.
      if (unit.does === "drop" && isGone.test(failure?.code ?? "")) return { unit, steps: [] };
      if (failure !== undefined) return { unit: { ...unit, failure }, steps: steps.slice(at) };
      const { orElse: _, hasBody: __, ...told } = step;
      this.#ran.push({
        ...told,
        drift: unit.drift,
        object: unit.object,
        ...(unit.remakes !== undefined && { remakes: unit.remakes }),
      });
    }
    return { unit, steps: [] };
  }

  async #try(sql: string): Promise<Failure | undefined> {
    try {
      await this.#client.query(sql);
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const role = /^role "(.+)" does not exist$/.exec(message)?.[1];
      if (role === undefined) return { sql, code: codeOf(error), message };
      // Roles are the cluster's, and not a part of any schema.
      await this.#client.query(`CREATE ROLE ${this.#client.escapeIdentifier(role)}`);
      return this.#try(sql);
    }
  }

  /** The other way of the step that failed, where waiting would not help. */
  #otherWay({ unit, steps: [step, ...rest] }: Waiting, codes: RegExp): Waiting[] | undefined {
    const { failure } = unit;
    if (step === undefined || failure?.code === undefined || !codes.test(failure.code)) return undefined;
    if (step.hasBody && codes !== another && !another.test(failure.code)) return [unlooked(unit, step, rest)];
    if (step.orElse === undefined) return undefined;
    return this.#inPlaceOf(unit, step.orElse, rest);
  }

  #inPlaceOf(unit: Unit, answer: Answer, rest: readonly Step[]): Waiting[] {
    if (answer === "again" || answer === "replaced") {
      const object = this.#to.objects.get(unit.object);
      const units = object === undefined ? [] : this.#planner.again(object, unit.drift);
      return units.map((each) => ({ unit: each, steps: each.steps }));
    }
    if (isRefusal(answer)) {
      this.#planner.refuse(unit.object, unit.drift, { ...answer, ...attributeOf(unit) });
      return [];
    }
    const { failure: _, ...again } = unit;
    return [{ unit: again, steps: [...answer, ...rest] }];
  }

  /** What a statement about a table did to its partitions and children, too, is there already. */
  async #notDone(waiting: readonly Waiting[]): Promise<Waiting[]> {
    if (waiting.every(({ unit }) => unit.failure === undefined || unit.does === "drop")) return [...waiting];
    const now = await this.#read();
    return waiting.filter(({ unit: { does, object, attributes, failure } }) => {
      const [is, wanted] = [now.objects.get(object), this.#to.objects.get(object)];
      if (failure === undefined || does === "drop" || does === "rename" || is === undefined || wanted === undefined)
        return true;
      const open = differingAttributes(is, wanted).filter((name) => name !== "owner");
      return attributes.length === 0 ? open.length > 0 : attributes.some((name) => open.includes(name));
    });
  }

  /** Nothing else can run: makes way for the first that something stands in the way of. */
  async #repairOne(waiting: readonly Waiting[]): Promise<Waiting[] | undefined> {
    for (const [at, each] of waiting.entries()) {
      const others = waiting.filter((_, index) => index !== at);
      const mayHelp = isBlocked(each.unit) && !this.#repairs.isUseless(each.unit);
      const way = mayHelp ? await this.#makeWay(each, others) : undefined;
      if (way !== undefined) this.#repairs.note(each.unit);
      if (way !== undefined) return way;
      const inPlace = this.#otherWay(each, mayPass);
      if (inPlace !== undefined) return [...inPlace, ...others];
    }
    return undefined;
  }

  #holdsBack(waiting: readonly Waiting[]): boolean {
    return waiting.some(
      ({ unit, steps: [step] }) => unit.failure === undefined && step !== undefined && this.#isHeldBack(step, unit),
    );
  }

  /** Drops what depends on the object, lets it run, and makes again what is to be there. */
  async #makeWay(blocked: Waiting, others: readonly Waiting[]): Promise<Waiting[] | undefined> {
    const { unit } = blocked;
    const found = this.#closure(unit, await dependencies(this.#client));
    if (found === undefined) return undefined;
    // What is held back may take it away later.
    if ("reason" in found && this.#holdsBack(others)) return undefined;
    if ("reason" in found) {
      this.#planner.refuse(unit.object, unit.drift, { reason: found.reason, ...attributeOf(unit) });
      // What can't be dropped need not be made.
      return others.filter(({ unit: other }) => unit.remakes === undefined || other.object !== unit.object);
    }
    if (found.drops.length === 0) return undefined;
    const drops = found.drops.flatMap((id) => this.#droppedForNow(id, found.defaults.has(id), unit.drift));
    const makes = [
      ...this.#planner.make(new Set(found.makes.filter((id) => !found.defaults.has(id))), unit.drift),
      ...[...found.defaults].flatMap((id) => this.#defaultAgain(id, unit.drift)),
    ].map((each) => ({ ...each, remakes: each.object }));
    const { failure: _, ...again } = unit;
    const inPlace = [{ unit: again, steps: blocked.steps }, ...makes.map(waitingFor), ...others];
    return [
      ...drops.map(waitingFor),
      ...inPlace.filter(({ unit: other }) => other.does !== "drop" || !found.drops.includes(other.object)),
    ];
  }

  #droppedForNow(id: ObjectId, isDefault: boolean, drift: readonly string[]): Unit[] {
    const object = this.#objectNow(id);
    if (object === undefined) return [];
    if (!isDefault) return this.#planner.drop(object, drift).map((unit) => ({ ...unit, remakes: id }));
    const steps = [{ sql: alterDefault(object, "DROP DEFAULT") }];
    return [{ does: "drop", object: id, attributes: ["default"], steps, drift, remakes: id }];
  }

  #defaultAgain(id: ObjectId, drift: readonly string[]): Unit[] {
    const object = this.#to.objects.get(id);
    const value = object?.attributes.default;
    if (object === undefined || value === undefined) return [];
    const steps = [{ sql: alterDefault(object, `SET DEFAULT ${String(value)}`) }];
    return [{ does: "alter", object: id, attributes: ["default"], steps, drift }];
  }

  #objectNow(id: ObjectId): CatalogObject | undefined {
    return this.#from.objects.get(id) ?? this.#to.objects.get(id);
  }

  /** Undefined where something that goes by its own unit must go first. */
  #closure({ object, does }: Unit, edges: Edges): Closure | Refusal | undefined {
    const search = new Search(edges, this.#from, this.#to, object, does === "alter" && kindOf(object) === "column");
    return search.found();
  }
}

const attributeOf = ({ attributes: [attribute] }: Unit) => (attribute === undefined ? {} : { attribute });

/** Something depends on it, as PostgreSQL said. */
const isBlocked = ({ failure }: Unit) => failure?.code === "2BP01" || failure?.code === "0A000";

const alterDefault = ({ id }: CatalogObject, action: string) =>
  `ALTER TABLE ${ownerName(id)} ALTER COLUMN ${ownName(id)} ${action}`;
