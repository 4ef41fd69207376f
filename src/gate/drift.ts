// A check of one environment, as a step of a gate.

import { fails } from "../reporters/fail-on.ts";
import type { Report } from "../reporters/reporter.ts";
import { nameOf, plural } from "../reporters/words.ts";
import type { Answer, Deferred, Step } from "./step.ts";

export function driftStep(environment: string, more: string, check: () => Promise<Report>): Step {
  return { name: `drift ${environment}`, more, run: async () => answerOf(environment, await check()) };
}

function answerOf(environment: string, report: Report): Answer {
  return {
    outcome: fails(report) ? "failed" : "passed",
    says: says(report),
    deferred: deferredOf(environment, report),
  };
}

function says({ drift, data = [], failures = [], baselined = [], migrations }: Report): string {
  const of = (type: string) => drift.filter((each) => each.type === type).length;
  const kinds = ["missing", "unexpected", "changed"].flatMap((type) => (of(type) > 0 ? [`${of(type)} ${type}`] : []));
  const pending = migrations?.pending.length ?? 0;
  return [
    drift.length === 0 ? "no drift" : `${plural(drift.length, "drift")}: ${kinds.join(", ")}`,
    ...(data.length > 0 ? [`${plural(data.length, "problem")} in the data`] : []),
    ...(failures.length > 0 ? [plural(failures.length, "other failure")] : []),
    ...(baselined.length > 0 ? [`${plural(baselined.length, "drift")} in the baseline`] : []),
    ...(pending > 0 ? [`${plural(pending, "migration")} pending`] : []),
  ].join("; ");
}

function deferredOf(environment: string, { baselined = [] }: Report): Deferred[] {
  return baselined.map(({ id, type, attribute }) => ({
    what: `drift ${environment}: ${nameOf(id)} ${attribute ?? type}`,
    reason: "accepted by the baseline",
  }));
}
