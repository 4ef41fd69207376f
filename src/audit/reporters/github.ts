// An audit's annotations in a run of GitHub Actions: blockers as errors, changed meanings as warnings. What is allowed has none.

import { printable } from "../../redact.ts";
import { annotated } from "../../reporters/workflow-commands.ts";
import type { AuditReport, Severity } from "../report.ts";
import { isAllowed, worstFirst } from "./grouped.ts";
import type { AuditReporter } from "./reporter.ts";
import { messageOf } from "./words.ts";

export const github: AuditReporter = {
  name: "github",
  summary: "annotations of a GitHub Actions run: workflow commands for its log",
  render: (report, surroundings) =>
    annotated(
      { error: annotationsOf(report, "blocker"), warning: annotationsOf(report, "changed-meaning") },
      surroundings?.folder,
      "finding",
    ),
};

function annotationsOf({ findings, classes }: AuditReport, severity: Severity) {
  return worstFirst(findings)
    .filter((each) => each.severity === severity && !isAllowed(each))
    .map((each) => ({
      title: printable(classes[each.class] ?? each.class),
      message: messageOf(each),
      source: { file: each.file, line: each.line },
    }));
}
