// Tries mutations on the copy of the live schema: those that are alike at once, and each that a rule seems to hide by itself, so
// that what one does to another neither makes a hole nor hides one.

import type { Catalog } from "../catalog/catalog.ts";
import { acceptedAs } from "./accepted.ts";
import { type Attempt, isDone, mutated, type Way, waysOf } from "./apply.ts";
import type { Mutation } from "./mutation.ts";
import type { Judged, Sides } from "./sides.ts";
import { Answer, pairOf, verdictOn } from "./verdict.ts";

export type Outcome =
  | { readonly is: "reported"; readonly way: Way }
  | { readonly is: "accepted"; readonly way: Way; readonly as: string; readonly rules: readonly string[] }
  | { readonly is: "hole"; readonly way: Way; readonly rules: readonly string[] }
  /** What the database would be then is what is declared, or what it was. */
  | { readonly is: "no difference" }
  /** PostgreSQL refused it in every way. */
  | { readonly is: "impossible" };

/** Called for each mutation when it is decided. */
export type Decided = (mutation: Mutation, outcome: Outcome) => void;

export class Trial {
  readonly #sides: Sides;
  readonly #catalog: Catalog;
  readonly #unmutated: Judged;

  constructor(sides: Sides, catalog: Catalog, unmutated: Judged) {
    this.#sides = sides;
    this.#catalog = catalog;
    this.#unmutated = unmutated;
  }

  /** All at once, then those without effect in their next way, until only what seems to be hidden is left for a trial alone. */
  async batch(mutations: readonly Mutation[], decided: Decided): Promise<void> {
    const last = new Map<Mutation, Outcome>();
    const doubtful: Mutation[] = [];
    let open = mutations.map((mutation) => ({ mutation, from: waysOf(mutation)[0] }));
    while (open.length > 0) {
      const attempts = open.flatMap(({ mutation, from }) => (from === undefined ? [] : [{ mutation, from }]));
      const tried = await this.#try(attempts);
      open = open.flatMap(({ mutation }) => {
        const way = tried.ways.get(mutation);
        const outcome = way === undefined ? undefined : this.#outcome(mutation, way, tried, mutations.length > 1);
        if (outcome?.is === "hole" && mutations.length > 1) doubtful.push(mutation);
        else if (outcome !== undefined && isFinal(outcome)) decided(mutation, outcome);
        else {
          if (outcome !== undefined) last.set(mutation, outcome);
          else if (way !== undefined && mutations.length === 1) last.set(mutation, { is: "no difference" });
          const from = way === undefined ? undefined : nextWay(mutation, way);
          if (from !== undefined) return [{ mutation, from }];
          // In company it may be refused, or undone by another, which would not happen to it alone.
          if (outcome === undefined && mutations.length > 1) doubtful.push(mutation);
          else decided(mutation, last.get(mutation) ?? { is: "impossible" });
        }
        return [];
      });
    }
    for (const mutation of doubtful) await this.batch([mutation], decided);
  }

  async #try(attempts: readonly Attempt[]): Promise<Tried> {
    const { catalog, ways } = await mutated(this.#sides, this.#catalog, attempts);
    const judged = ways.size === 0 ? this.#unmutated : await this.#sides.judge(catalog);
    return { catalog, ways, answer: new Answer(judged, this.#unmutated) };
  }

  /** Undefined where it had no effect. */
  #outcome(mutation: Mutation, way: Way, { catalog, answer }: Tried, inCompany: boolean): Outcome | undefined {
    if (!isDone(mutation, this.#catalog, catalog)) return undefined;
    const verdict = verdictOn(mutation, this.#unmutated, answer, this.#sides, inCompany);
    if (verdict.is === "reported") return { is: "reported", way };
    if (verdict.is === "no difference") return verdict;
    const as = acceptedAs(mutation, pairOf(mutation, this.#unmutated, answer.judged, this.#sides));
    if (as !== undefined) return { is: "accepted", way, as, rules: verdict.rules };
    return { is: "hole", way, rules: verdict.rules };
  }
}

interface Tried {
  readonly catalog: Catalog;
  readonly ways: ReadonlyMap<Mutation, Way>;
  readonly answer: Answer;
}

const isFinal = ({ is }: Outcome) => is === "reported" || is === "accepted" || is === "hole";

/** The catalog is changed as it was read only where PostgreSQL accepts none of the statements. */
function nextWay(mutation: Mutation, accepted: Way): Way | undefined {
  const ways = waysOf(mutation);
  const next = ways[ways.indexOf(accepted) + 1];
  return next === "edit" ? undefined : next;
}
