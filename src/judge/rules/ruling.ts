// What one rule says of one drift: that it is noise and why, or why it can't say so.

import type { Drift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { matchesGlob } from "../../input/glob.ts";
import { declined, judge, type Proof, proved, type Refusal } from "../equivalence.ts";
import { equivalenceNamed } from "../equivalences/registry.ts";
import { isExpected, unexpected } from "./debt.ts";
import type { Match, Rule } from "./rule.ts";

/** Undefined where the rule is about other kinds, types or attributes. The parser must be loaded. */
export function rulingOf(rule: Rule, drift: Drift, comparison: Comparison): Proof | Refusal | undefined {
  const { match, reason, summary } = rule;
  if (!isAbout(match, drift)) return undefined;
  if (!names(match, drift)) return declined(`the rule matches only ${match.id?.join(", ")}`);
  if (!isExpected(rule, drift)) return declined(unexpected(rule, drift));
  if (match.equivalence === undefined) return proved(reason ?? summary);
  const equivalence = equivalenceNamed(match.equivalence);
  return equivalence === undefined
    ? declined(`no equivalence is named ${match.equivalence}`)
    : judge(equivalence, drift, comparison);
}

/** Whether a rule is about drift of this kind, type and attribute. */
export function isAbout({ kind, type, attribute }: Match, drift: Drift): boolean {
  return (
    (kind === undefined || kind === kindOf(drift.id)) &&
    (type === undefined || type === drift.type) &&
    (attribute === undefined || attribute === drift.attribute)
  );
}

function names({ id: globs }: Match, { id, liveId }: Drift): boolean {
  return (
    globs === undefined ||
    globs.some((glob) => matchesGlob(glob, id) || (liveId !== undefined && matchesGlob(glob, liveId)))
  );
}

/** Does the rule speak of this drift, but for its two values? */
export function expectsOtherwise(rule: Rule, drift: Drift): boolean {
  return isAbout(rule.match, drift) && !isExpected(rule, drift) && names(rule.match, drift);
}
