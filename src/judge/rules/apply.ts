// Sets aside the drift that a rule explains. Nothing is dropped: what is ignored names its rule and its reason.

import type { Drift, IgnoredDrift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { isExpired } from "../../input/reviewed.ts";
import { loadParser } from "../../sql/parse.ts";
import { isProof } from "../equivalence.ts";
import type { Rule } from "./rule.ts";
import { expectsOtherwise, isAbout, rulingOf } from "./ruling.ts";

interface StaleRule {
  readonly rule: string;
  readonly reason: string;
}

export interface Judged {
  readonly drift: readonly Drift[];
  readonly ignored: readonly IgnoredDrift[];
  readonly staleRules: readonly StaleRule[];
  /** The rules that were not let to speak, by id, and why: those that are disabled, have expired or matched too much. */
  readonly suspended: ReadonlyMap<string, string>;
}

/** @param today as `2027-01-31`: a rule that expires on that day or before is not in force */
export async function applyRules(comparison: Comparison, rules: readonly Rule[], today: string): Promise<Judged> {
  const suspended = new Map(
    rules.flatMap((rule) => {
      if (rule.disabledIn !== undefined) return [[rule.id, `is disabled in ${rule.disabledIn}`]];
      return isExpired(rule, today) ? [[rule.id, `expired on ${rule.expires}`]] : [];
    }),
  );
  if (comparison.drift.length > 0 && rules.length > suspended.size) await loadParser();
  for (;;) {
    const inForce = rules.filter(({ id }) => !suspended.has(id));
    const { drift, ignored } = setAside(comparison, inForce);
    const counts = matchesByRule(ignored);
    const over = inForce.filter(({ id, max }) => max !== undefined && (counts.get(id) ?? 0) > max);
    if (over.length === 0)
      return { drift, ignored, suspended, staleRules: staleRules(comparison, rules, suspended, counts) };
    // Without them another rule may explain what they matched, and then match too much itself.
    for (const { id, max } of over) suspended.set(id, `matched ${counts.get(id)}, max is ${max}: nothing was ignored`);
  }
}

function setAside(comparison: Comparison, rules: readonly Rule[]): Pick<Judged, "drift" | "ignored"> {
  const drift: Drift[] = [];
  const ignored: IgnoredDrift[] = [];
  const rulesAbout = bySubject(rules);
  for (const each of comparison.drift) {
    const explained = explainedBy(each, comparison, rulesAbout(each));
    if (explained === undefined) drift.push(each);
    else ignored.push({ ...each, ...explained });
  }
  return { drift, ignored };
}

/** The rules that are about a drift's like, chosen once for all that are alike: there may be thousands. */
function bySubject(rules: readonly Rule[]): (drift: Drift) => readonly Rule[] {
  const chosen = new Map<string, readonly Rule[]>();
  return (drift) => {
    const subject = `${drift.type} ${kindOf(drift.id)} ${drift.attribute ?? ""}`;
    const about = chosen.get(subject) ?? rules.filter(({ match }) => isAbout(match, drift));
    chosen.set(subject, about);
    return about;
  };
}

function explainedBy(
  drift: Drift,
  comparison: Comparison,
  rules: readonly Rule[],
): { rule: string; because: string } | undefined {
  for (const rule of rules) {
    const ruling = rulingOf(rule, drift, comparison);
    if (ruling !== undefined && isProof(ruling)) return { rule: rule.id, because: ruling.because };
  }
  return undefined;
}

export function matchesByRule(ignored: readonly IgnoredDrift[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of ignored) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Rules of a project's own that do nothing any more. The preset's are for databases of every origin. */
function staleRules(
  { drift }: Comparison,
  rules: readonly Rule[],
  suspended: ReadonlyMap<string, string>,
  counts: ReadonlyMap<string, number>,
): StaleRule[] {
  return rules.flatMap((rule) => {
    if (rule.preset || counts.has(rule.id)) return [];
    const reason = suspended.get(rule.id);
    if (reason !== undefined) return [{ rule: rule.id, reason }];
    const changed = drift.find((each) => expectsOtherwise(rule, each));
    const what = changed && `${changed.id}${changed.attribute === undefined ? "" : ` ${changed.attribute}`}`;
    return [{ rule: rule.id, reason: `matched nothing${what ? `: ${what} has other values than it expects` : ""}` }];
  });
}
