// The contract of an equivalence: code that says why two sides mean the same, or why it can't say so.

import type { Drift, DriftType } from "../catalog/drift.ts";
import { kindOf } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";

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
type Verdict = string | Proof | Refusal | undefined;

/** The drift that an equivalence understands. Asked of any other, it would prove something else than that it is noise. */
interface About {
  /** Any, where it is not said. */
  readonly kind?: readonly string[];
  readonly type: readonly DriftType[];
  /** Any, where it is not said. */
  readonly attribute?: readonly string[];
}

export interface Equivalence {
  readonly name: string;
  readonly summary: string;
  readonly about: About;
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
export const untold = "this is not so";

/** What an equivalence says of a drift, if it is one that it understands. */
export function judge(equivalence: Equivalence, drift: Drift, comparison: Comparison): Proof | Refusal {
  const { id, type, attribute } = drift;
  return mayBeAbout(equivalence, { kind: kindOf(id), type, attribute: attribute ?? null })
    ? verdictOf(equivalence, drift, comparison)
    : declined(`${equivalence.name} applies only to ${describe(equivalence)}`);
}

/** Can a drift that has these properties be one that an equivalence understands? `null` is to have none. */
export function mayBeAbout(
  { about }: Equivalence,
  subject: { readonly kind?: string; readonly type?: DriftType; readonly attribute?: string | null },
): boolean {
  const fits = <T>(allowed: readonly T[] | undefined, value: T | null | undefined) =>
    allowed === undefined || value === undefined || (value !== null && allowed.includes(value));
  // Only what changed has an attribute.
  if (typeof subject.attribute === "string" && !about.type.includes("changed")) return false;
  return fits(about.kind, subject.kind) && fits(about.type, subject.type) && fits(about.attribute, subject.attribute);
}

/** What an equivalence is about, as in `a changed enum's name`. */
export function describe({ about: { kind = ["object"], type, attribute } }: Equivalence): string {
  const what = `${type.join(" or ")} ${kind.join(" or ")}`;
  return `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}${attribute === undefined ? "" : `'s ${attribute.join(" or ")}`}`;
}

/** What an equivalence says of a drift in one form, whether or not it is one that a rule may ask it about. */
export function verdictOf({ prove, summary }: Equivalence, drift: Drift, comparison: Comparison): Proof | Refusal {
  const verdict = prove(drift, comparison);
  if (verdict === undefined) return declined(`${untold}: ${summary}`);
  return typeof verdict === "string" ? proved(verdict) : verdict;
}

export function isProof(verdict: Proof | Refusal): verdict is Proof {
  return "because" in verdict;
}
