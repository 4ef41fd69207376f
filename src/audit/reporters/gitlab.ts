// An audit as GitLab's Code Quality report. What is allowed is not in it: GitLab knows no suppression.

import { printable } from "../../redact.ts";
import { codeQuality } from "../../reporters/code-quality.ts";
import { isAllowed, worstFirst } from "./grouped.ts";
import type { AuditReporter } from "./reporter.ts";
import { messageOf } from "./words.ts";

export const gitlab: AuditReporter = {
  name: "gitlab",
  summary: "GitLab's Code Quality report",
  render: ({ findings, classes }, { folder = "" } = {}) =>
    codeQuality(
      worstFirst(findings)
        .filter((each) => !isAllowed(each))
        .map((each) => ({
          description: messageOf(each),
          check: each.class,
          category: printable(classes[each.class] ?? each.class),
          fingerprint: each.fingerprint,
          severity: qualities[each.severity],
          place: { file: folder + each.file, line: each.line },
        })),
    ),
};

const qualities = { blocker: "blocker", "changed-meaning": "major", advisory: "info" } as const;
