// What must make way for a change of an object, over however many steps, and what of that is to come back.

import type { Catalog } from "../catalog/catalog.ts";
import { kindOf, type ObjectId } from "../catalog/object-id.ts";
import type { Refusal } from "../ddl/alter/alter.ts";
import type { Dependent, Edges } from "./dependents.ts";
import { withMembers } from "./target.ts";

export interface Closure {
  /** In the order in which they are dropped. */
  readonly drops: readonly ObjectId[];
  readonly makes: readonly ObjectId[];
  /** Of these columns only the default. */
  readonly defaults: ReadonlySet<ObjectId>;
}

// What stands on a column whose type changes PostgreSQL makes anew by itself, but not what reads it.
const rebuilt = new Set(["index", "constraint", "statistics"]);

export class Search {
  readonly #edges: Edges;
  readonly #from: Catalog;
  readonly #to: Catalog;
  readonly #object: ObjectId;
  readonly #isRetyped: boolean;
  readonly #drops: ObjectId[] = [];
  readonly #makes = new Set<ObjectId>();
  readonly #defaults = new Set<ObjectId>();
  /** A base type and the functions that read and print it depend on each other. */
  readonly #visited = new Set<ObjectId>();
  #reason: string | undefined;
  #mustWait = false;

  constructor(edges: Edges, from: Catalog, to: Catalog, object: ObjectId, isRetyped: boolean) {
    this.#edges = edges;
    this.#from = from;
    this.#to = to;
    this.#object = object;
    this.#isRetyped = isRetyped;
  }

  /** Undefined where something that is to go anyway must go first. */
  found(): Closure | Refusal | undefined {
    this.#visit(this.#object, true);
    if (this.#reason !== undefined) return { reason: this.#reason };
    if (this.#mustWait) return undefined;
    const makes = [...this.#makes].filter((id) => this.#to.objects.has(id));
    return { drops: this.#drops, makes, defaults: this.#defaults };
  }

  #visit(id: ObjectId, isFirst: boolean): void {
    this.#visited.add(id);
    const own = isFirst && this.#isRetyped ? [id] : withMembers(id, this.#from);
    for (const each of own.flatMap((member) => this.#edges.get(member) ?? [])) {
      if (this.#isRetyped && isFirst && (each.goesAlong || each.isDefault || rebuilt.has(kindOfDependent(each))))
        continue;
      if (each.id !== undefined && this.#visited.has(each.id)) continue;
      if (each.id !== undefined && own.includes(each.id) && !mustGoFirst(each.id)) continue;
      this.#take(each);
    }
  }

  #take(each: Dependent): void {
    const { id, told, goesAlong, isDefault } = each;
    // What no catalog holds, as a NOT NULL, and goes with the object by itself.
    if (id === undefined && goesAlong) return;
    if (id === undefined) {
      this.#reason ??= `${told} depends on it`;
      return;
    }
    if (this.#holdsData(each)) {
      if (this.#to.objects.has(id)) this.#reason ??= `${told} depends on it, and holds data`;
      else this.#mustWait = true;
      return;
    }
    if (isDefault) this.#defaults.add(id);
    else {
      this.#visit(id, false);
      for (const member of withMembers(id, this.#to)) this.#makes.add(member);
    }
    if (!goesAlong && !this.#drops.includes(id)) this.#drops.push(id);
  }

  #holdsData({ id, isDefault, goesAlong }: Dependent): boolean {
    const object = id && (this.#from.objects.get(id) ?? this.#to.objects.get(id));
    if (object === undefined || isDefault || goesAlong) return false;
    const { kind, attributes } = object;
    return kind === "table" || kind === "sequence" || (kind === "column" && attributes.generated === undefined);
  }
}

/** What belongs to another object goes with it, but for this: its server is not dropped under it. */
const mustGoFirst = (id: ObjectId) => kindOf(id) === "user mapping";

const kindOfDependent = ({ id }: Dependent): string => (id === undefined ? "" : kindOf(id));
