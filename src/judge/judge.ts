// What the differences mean: which of them a rule calls noise, which the team has accepted, and what the rest says of the
// application. Hides nothing: whatever is not drift is in the verdict under its rule or in the baseline.

import type { Catalog } from "../catalog/catalog.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import { SourceError } from "../errors.ts";
import { isExpired, today } from "../input/reviewed.ts";
import type { Report } from "../reporters/reporter.ts";
import { type Accepted, type Ratcheted, ratchet } from "./baseline.ts";
import { findHalfMigrated, type Grouped } from "./half-migrated.ts";
import { explainLosses } from "./losses/losses.ts";
import { applyRules, type Judged } from "./rules/apply.ts";
import type { Rule } from "./rules/rule.ts";

export interface JudgeOptions {
  /** A function is called only if something differs. */
  readonly rules: readonly Rule[] | (() => Promise<readonly Rule[]>);
  /** Also reports column order; fails on stale rules and on baseline entries already fixed. */
  readonly strict?: boolean | undefined;
  /** Other databases are judged by the same rules and baseline: what does nothing here may do something there, and fails nothing. */
  readonly oneOfMany?: boolean;
  /** Drift that was accepted before, and does not fail the check. */
  readonly baseline?: readonly Accepted[];
}

export interface Verdict extends Grouped, Omit<Ratcheted, "drift">, Pick<Judged, "ignored" | "staleRules"> {
  /** The shipped rules that a rule file switches off. */
  readonly disabledRules: NonNullable<Report["disabledRules"]>;
  /** Why the check fails, drift apart, in a sentence each. */
  readonly failures: readonly string[];
}

/** @throws RuleError where the rules can't be read; SourceError where a table was not read and nothing else differs */
export async function judge(comparison: Comparison, options: JudgeOptions): Promise<Verdict> {
  const rules = await rulesInForce(options, comparison);
  const judged = await applyRules(comparison, rules, today());
  const { drift, baselined, fixed } = ratchet(judged.drift, options.baseline ?? []);
  if (drift.length === 0) refuseHalfRead(comparison.declared, comparison.live);
  return {
    ...findHalfMigrated(await explainLosses(drift, comparison), comparison),
    ignored: judged.ignored,
    staleRules: judged.staleRules,
    baselined,
    fixed,
    disabledRules: rules.flatMap(({ id, disabledIn }) =>
      disabledIn === undefined ? [] : [{ rule: id, in: disabledIn }],
    ),
    failures: failuresOf(judged, rules, fixed, options.strict === true && options.oneOfMany !== true),
  };
}

/** The rules that are asked, read only if something differs. */
export async function rulesInForce(
  { rules, strict }: Pick<JudgeOptions, "rules" | "strict">,
  { drift }: Comparison,
): Promise<readonly Rule[]> {
  return drift.length === 0 && typeof rules === "function" ? [] : allInForce({ rules, strict });
}

/** The rules that are in force, whatever differs. */
export async function allInForce({ rules, strict }: Pick<JudgeOptions, "rules" | "strict">): Promise<readonly Rule[]> {
  const all = typeof rules === "function" ? await rules() : rules;
  return strict ? all.filter(({ lenient }) => lenient !== true) : all;
}

/** What was to be looked at again by today, and what `strict` forbids. */
function failuresOf(
  { staleRules }: Judged,
  rules: readonly Rule[],
  fixed: readonly Accepted[],
  strict: boolean,
): string[] {
  const expired = new Set(rules.filter((rule) => !rule.preset && isExpired(rule, today())).map(({ id }) => id));
  const failing = staleRules.filter(({ rule }) => strict || expired.has(rule));
  return [
    ...failing.map(({ rule, reason }) => `rule ${rule} ${reason}`),
    ...(strict ? fixed.map(({ id }) => `baseline entry already fixed: ${id}`) : []),
  ];
}

/** "No drift" over tables that were not read would be no answer. */
function refuseHalfRead(...catalogs: readonly Catalog[]): void {
  for (const { notCompared } of catalogs) {
    const lost = notCompared.find(({ id }) => id?.startsWith("table:"));
    if (lost !== undefined)
      throw new SourceError(`no drift in what could be read, but ${lost.id} could not: ${lost.reason}`);
  }
}
