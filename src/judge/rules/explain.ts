// Why a drift is noise or is not: the rule that fired, or each rule about its like and the reason why it declined.

import type { Drift } from "../../catalog/drift.ts";
import type { ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { loadParser } from "../../sql/parse.ts";
import { declined, isProof, type Proof, type Refusal } from "../equivalence.ts";
import type { Judged } from "./apply.ts";
import type { Rule } from "./rule.ts";
import { rulingOf } from "./ruling.ts";

export interface Explanation {
  readonly drift: Drift;
  /** The rule that sets it aside. */
  readonly fired?: { readonly rule: Rule; readonly proof: Proof };
  /** Every rule about this kind, type and attribute that was asked before, or in vain. */
  readonly declined: readonly { readonly rule: Rule; readonly refusal: Refusal }[];
}

/** What is said of one object. */
export interface Explained {
  readonly id: ObjectId;
  readonly drift: readonly ExplainedDrift[];
}

export interface ExplainedDrift extends Explanation {
  /** The baseline lets it pass. */
  readonly accepted: boolean;
}

/** What a rule that was not let to speak would have said. */
function silent({ disabledIn }: Rule, ruling: Proof | Refusal, why: string): Refusal {
  const would = disabledIn !== undefined && isProof(ruling);
  return declined(would ? `would ignore this, but ${why}` : `the rule ${why}`);
}

/** @param judged what the same rules made of the whole comparison */
export async function explain(
  drift: Drift,
  comparison: Comparison,
  rules: readonly Rule[],
  { suspended }: Judged,
): Promise<Explanation> {
  await loadParser();
  const refusals: { rule: Rule; refusal: Refusal }[] = [];
  for (const rule of rules) {
    const ruling = rulingOf(rule, drift, comparison);
    const silenced = suspended.get(rule.id);
    if (ruling === undefined) continue;
    if (silenced !== undefined) refusals.push({ rule, refusal: silent(rule, ruling, silenced) });
    else if (isProof(ruling)) return { drift, fired: { rule, proof: ruling }, declined: refusals };
    else refusals.push({ rule, refusal: ruling });
  }
  return { drift, declined: refusals };
}
