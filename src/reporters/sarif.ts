// SARIF for code scanning. What a rule ignores or the baseline accepts is there as suppressed, with the reason.

import { placeOf } from "./place.ts";
import { acceptedOf, type CheckName, checks, isGrave, type Problem, problemsOf, worstFirst } from "./problems.ts";
import type { Report, Reporter, Surroundings } from "./reporter.ts";
import { type SarifResult, type SarifRule, sarifLog } from "./sarif-log.ts";
import { sentence } from "./words.ts";

export const sarif: Reporter = {
  name: "sarif",
  locates: true,
  summary: "SARIF 2.1.0 for code scanning, with what was ignored as suppressions",
  render: (report, surroundings) => {
    const problems = [...worstFirst(problemsOf(report)), ...acceptedOf(report)];
    return sarifLog({
      rules: (Object.keys(checks) as readonly CheckName[]).map(ruleOf),
      results: problems.map((problem) => resultOf(problem, report, surroundings)),
      notes: notesOf(report),
      properties: { outcome: report.outcome, declared: report.declared.locator, live: report.live.locator },
    });
  },
};

const meanings: Readonly<Record<CheckName, string>> = {
  missing:
    "The declared schema has this object, the live database does not. The application may fail where it uses it.",
  unexpected:
    "The live database has this object, the declared schema does not. The next migration does not know of it.",
  changed: "The live object has another value of this attribute than the declared one.",
  data: "The live data, or an object that guards it, is in a state that makes writes fail or lets wrong rows in.",
  failure: "A rule or an option demands something that is not so. The message says what.",
};

function ruleOf(id: CheckName): SarifRule {
  const help = `${meanings[id]} Run driftcheck explain with the object's id to see why no rule ignores it.`;
  return { id, short: checks[id], full: meanings[id], help, level: "error", tags: ["database", "schema"] };
}

function resultOf(problem: Problem, report: Report, surroundings?: Surroundings): SarifResult {
  const { check, id, message, fingerprint, accepted, moved } = problem;
  return {
    rule: check,
    level: accepted ? "note" : isGrave(problem) ? "error" : "warning",
    message,
    place: placeOf(problem, report, surroundings),
    ...(id !== undefined && { object: id }),
    fingerprint,
    ...(moved && { properties: { moved } }),
    ...(accepted && { suppressedBecause: accepted.because }),
  };
}

function notesOf({ notCompared, hints, staleRules }: Report): string[] {
  const unread = notCompared.map(
    ({ what, side, count, reason }) => `Not compared: ${what}, ${count} ${side} (${reason}).`,
  );
  const stale = staleRules.map(({ rule, reason }) => sentence(`Stale rule ${rule}: ${reason}`));
  return [...unread, ...stale, ...hints];
}
