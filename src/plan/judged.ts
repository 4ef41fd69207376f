// What a check says of a catalog: the drift that it reports, and the noise that it ignores.

import type { Drift, IgnoredDrift } from "../catalog/drift.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { today } from "../input/reviewed.ts";
import { ratchet } from "../judge/baseline.ts";
import { type JudgeOptions, rulesInForce } from "../judge/judge.ts";
import { applyRules } from "../judge/rules/apply.ts";

export interface Said {
  readonly comparison: Comparison;
  /** What a check would fail for: the baseline is taken out. */
  readonly drift: readonly Drift[];
  readonly ignored: readonly IgnoredDrift[];
}

export async function saidOf(comparison: Comparison, options: JudgeOptions): Promise<Said> {
  const rules = await rulesInForce(options, comparison);
  const { drift, ignored } = await applyRules(comparison, rules, today());
  return { comparison, drift: ratchet(drift, options.baseline ?? []).drift, ignored };
}
