// An audit, as a step of a gate.

import type { AuditReport } from "../audit/report.ts";
import { milder, verdictOf } from "../audit/reporters/words.ts";
import { plural } from "../reporters/words.ts";
import type { Answer, Deferred, Step } from "./step.ts";

export function auditStep(more: string, audit: () => Promise<AuditReport>): Step {
  return { name: "audit", more, run: async () => answerOf(await audit()) };
}

function answerOf(report: AuditReport): Answer {
  const blind = report.counts.couldNotTell;
  const says = [
    verdictOf(report),
    ...(milder(report) === "" ? [] : [milder(report)]),
    ...(blind === 0 ? [] : [`could not judge ${plural(blind, "statement")}`]),
  ];
  return {
    outcome: report.outcome === "clean" ? "passed" : "failed",
    says: says.join("; "),
    deferred: deferredOf(report),
  };
}

function deferredOf({ findings }: AuditReport): Deferred[] {
  return findings.flatMap(({ file, line, class: id, allowed }) => {
    if (allowed === undefined) return [];
    const { test: _, ...rest } = allowed;
    return [{ what: `${file}:${line} ${id}`, ...rest }];
  });
}
