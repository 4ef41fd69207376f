// Counts outcomes, and keeps those that a person has to see.

import { groupOf, type Mutation, titleOf } from "./mutation.ts";
import type { AcceptedMutation, Hidden, Proof } from "./proof.ts";
import type { Outcome } from "./trial.ts";

export class Tally {
  readonly #covered: number;
  readonly #holes: Hidden[] = [];
  readonly #accepted: AcceptedMutation[] = [];
  readonly #impossible = new Map<string, number>();
  readonly #byAttribute = new Map<string, { reported: number; total: number }>();
  #reported = 0;
  #inCatalog = 0;
  #noDifference = 0;

  constructor(covered: number) {
    this.#covered = covered;
  }

  add(mutation: Mutation, outcome: Outcome): void {
    switch (outcome.is) {
      case "impossible":
        this.#impossible.set(groupOf(mutation), (this.#impossible.get(groupOf(mutation)) ?? 0) + 1);
        return;
      case "no difference":
        this.#noDifference += 1;
        return;
      case "accepted":
        this.#accepted.push({ ...hidden(mutation, outcome), as: outcome.as });
        return;
      case "hole":
        this.#holes.push(hidden(mutation, outcome));
        this.#count(mutation, 0);
        return;
      case "reported":
        this.#reported += 1;
        if (outcome.way === "edit") this.#inCatalog += 1;
        this.#count(mutation, 1);
    }
  }

  #count({ type, kind, attribute }: Mutation, reported: 0 | 1): void {
    const key = type === "changed" ? `${kind} ${attribute}` : `${type} ${kind}`;
    const counted = this.#byAttribute.get(key) ?? { reported: 0, total: 0 };
    this.#byAttribute.set(key, { reported: counted.reported + reported, total: counted.total + 1 });
  }

  proof(seed: number | undefined): Proof {
    return {
      version: 1,
      outcome: this.#holes.length === 0 ? "proved" : "holes",
      total: this.#reported + this.#holes.length,
      reported: this.#reported,
      inCatalog: this.#inCatalog,
      holes: this.#holes,
      accepted: this.#accepted,
      noDifference: this.#noDifference,
      covered: this.#covered,
      impossible: sorted(this.#impossible),
      byAttribute: sorted(this.#byAttribute),
      ...(seed !== undefined && { seed }),
    };
  }
}

function hidden(mutation: Mutation, { way, rules }: Extract<Outcome, { is: "hole" | "accepted" }>): Hidden {
  const sql = way === "edit" ? undefined : mutation.sql[way];
  return {
    mutation: titleOf(mutation),
    group: groupOf(mutation),
    id: mutation.subject,
    rules,
    ...(sql !== undefined && { sql }),
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
