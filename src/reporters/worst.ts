// What a person reads first: what the code relies on and does not have, then what is otherwise, then what only the live side has,
// and last what may be no drift at all. The same in every format.

import type { Drift } from "../catalog/drift.ts";

export const typesByWeight = ["missing", "changed", "unexpected"] as const;

/** The less, the worse. */
export const rankOf = ({ type, review }: Drift): number =>
  review ? typesByWeight.length : typesByWeight.indexOf(type);

/** Of what drifts in a table. */
export const worstOf = (drift: readonly Drift[]): number =>
  drift.reduce((worst, each) => Math.min(worst, rankOf(each)), Number.POSITIVE_INFINITY);

/** Of two tables, the one with the worse drift; of equals, the one with more of it. */
export const worseFirst = (one: readonly Drift[], other: readonly Drift[]): number =>
  worstOf(one) - worstOf(other) || other.length - one.length;
