// Sets aside the drift that a rule explains. Nothing is dropped: what is ignored names its rule and its reason.

import type { Drift, IgnoredDrift } from "../catalog/drift.ts";
import { kindOf } from "../catalog/object-id.ts";
import type { Comparison } from "../diff/diff.ts";
import { loadParser } from "../sql/parse.ts";
import { equivalenceNamed } from "./equivalences/registry.ts";
import { matchesGlob } from "./glob.ts";
import type { Match, Rule } from "./rule.ts";

export interface StaleRule {
  readonly rule: string;
  readonly reason: string;
}

export interface Judged {
  readonly drift: readonly Drift[];
  readonly ignored: readonly IgnoredDrift[];
  readonly staleRules: readonly StaleRule[];
}

/** @param today as `2027-01-31`: a rule that expires on that day or before is not in force */
export async function applyRules(comparison: Comparison, rules: readonly Rule[], today: string): Promise<Judged> {
  const inForce = rules.filter((rule) => !isExpired(rule, today));
  if (comparison.drift.length > 0 && inForce.length > 0) await loadParser();
  const drift: Drift[] = [];
  const ignored: IgnoredDrift[] = [];
  const used = new Set<string>();
  for (const each of comparison.drift) {
    const explained = explain(each, comparison, inForce);
    if (explained === undefined) drift.push(each);
    else {
      used.add(explained.rule);
      ignored.push({ ...each, ...explained });
    }
  }
  return { drift, ignored, staleRules: staleRules(rules, used, today) };
}

function explain(
  drift: Drift,
  comparison: Comparison,
  rules: readonly Rule[],
): { rule: string; because: string } | undefined {
  for (const { id, match, reason, summary } of rules) {
    if (!speaksOf(match, drift)) continue;
    if (match.equivalence === undefined) return { rule: id, because: reason ?? summary };
    const because = equivalenceNamed(match.equivalence)?.prove(drift, comparison);
    if (because !== undefined) return { rule: id, because };
  }
  return undefined;
}

function speaksOf(match: Match, { id, liveId, type, attribute }: Drift): boolean {
  const kind = kindOf(id);
  return (
    (match.kind === undefined || match.kind === kind) &&
    (match.type === undefined || match.type === type) &&
    (match.attribute === undefined || match.attribute === attribute) &&
    (match.id === undefined ||
      match.id.some((glob) => matchesGlob(glob, id) || (liveId !== undefined && matchesGlob(glob, liveId))))
  );
}

function isExpired({ expires }: Rule, today: string): boolean {
  return expires !== undefined && expires <= today;
}

/** Rules of a project's own that do nothing any more. The preset's are for databases of every origin. */
function staleRules(rules: readonly Rule[], used: ReadonlySet<string>, today: string): StaleRule[] {
  return rules.flatMap((rule) => {
    if (rule.preset) return [];
    if (isExpired(rule, today)) return [{ rule: rule.id, reason: `expired on ${rule.expires}` }];
    return used.has(rule.id) ? [] : [{ rule: rule.id, reason: "matched nothing" }];
  });
}
