// The contract of an equivalence: code that says why two sides mean the same, or why it can't say so.

import type { Drift } from "../../catalog/drift.ts";
import type { Comparison } from "../../diff/diff.ts";

/** What each side was reduced to before the two were compared, for a person to read. */
export interface NormalForms {
  readonly declared: string;
  readonly live: string;
}

/** Why both sides mean the same, in a sentence. */
export interface Proof {
  readonly because: string;
  readonly normalForms?: NormalForms;
}

/** Why that can't be proved, in a sentence about these two sides: the drift stays. */
export interface Refusal {
  readonly declined: string;
  readonly normalForms?: NormalForms;
}

/** A sentence alone is a proof. Undefined is a refusal whose reason nobody told. */
export type Verdict = string | Proof | Refusal | undefined;

export interface Equivalence {
  readonly name: string;
  readonly summary: string;
  /** PostgreSQL's parser is loaded by then. Must not throw on anything that a database can hold. */
  readonly prove: (drift: Drift, comparison: Comparison) => Verdict;
}

export function proved(because: string, normalForms?: NormalForms): Proof {
  return normalForms === undefined ? { because } : { because, normalForms };
}

export function declined(reason: string, normalForms?: NormalForms): Refusal {
  return normalForms === undefined ? { declined: reason } : { declined: reason, normalForms };
}

export const oneSideOnly = declined("only one side has it");
export const bothHaveIt = declined("both sides have it");

/** What is said for an equivalence that does not say why it declined. */
export const untold = "it is not the case that";

/** What an equivalence says of a drift, in one form. */
export function judge({ prove, summary }: Equivalence, drift: Drift, comparison: Comparison): Proof | Refusal {
  const verdict = prove(drift, comparison);
  if (verdict === undefined) return declined(`${untold}: ${summary}`);
  return typeof verdict === "string" ? proved(verdict) : verdict;
}

export function isProof(verdict: Proof | Refusal): verdict is Proof {
  return "because" in verdict;
}
