// Why the drift of one object is noise or is not, from the same reading, comparison and rules as a check.

import { type CheckOptions, compareSources } from "./check.ts";
import { today } from "./input/reviewed.ts";
import { ratchet } from "./judge/baseline.ts";
import { rulesInForce } from "./judge/judge.ts";
import { explainLosses } from "./judge/losses/losses.ts";
import { applyRules } from "./judge/rules/apply.ts";
import { type Explained, type ExplainedDrift, explain } from "./judge/rules/explain.ts";
import { locate } from "./judge/rules/locate.ts";

/**
 * Why the drift of one object is noise, or is not.
 * @param object its id, or a part or glob that means no other
 * @throws UsageError where no object is meant or more than one, and as `check` does
 */
export async function explainObject(object: string, options: CheckOptions): Promise<Explained> {
  const { comparison } = await compareSources(options);
  const located = locate(object, comparison);
  const rules = await rulesInForce(options, comparison);
  const judged = await applyRules(comparison, rules, today());
  const fresh = new Set(ratchet(judged.drift, options.baseline ?? []).drift);
  const explained: ExplainedDrift[] = [];
  for (const drift of located.drift) {
    const explanation = await explain(drift, comparison, rules, judged);
    const [told = drift] = explanation.fired === undefined ? await explainLosses([drift], comparison) : [];
    explained.push({ ...explanation, drift: told, accepted: explanation.fired === undefined && !fresh.has(drift) });
  }
  return { id: located.id, drift: explained };
}
