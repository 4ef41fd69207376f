// The contract of an equivalence: code that says why two sides mean the same, or that it can't.

import type { Drift } from "../../catalog/drift.ts";
import type { Comparison } from "../../diff/diff.ts";

/** Why both sides mean the same, in a sentence; undefined where that can't be proved, so that the drift stays. */
export type Proof = string | undefined;

export interface Equivalence {
  readonly name: string;
  readonly summary: string;
  /** PostgreSQL's parser is loaded by then. Must not throw on anything that a database can hold. */
  readonly prove: (drift: Drift, comparison: Comparison) => Proof;
}
