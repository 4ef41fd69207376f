// Every reporter of audits. A new one is one file and one line here; the names are those of a check's reporters.

import { github } from "./github.ts";
import { githubSummary } from "./github-summary.ts";
import { gitlab } from "./gitlab.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { AuditReporter } from "./reporter.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export const auditReporters: readonly AuditReporter[] = [
  text,
  json,
  sarif,
  junit,
  github,
  githubSummary,
  gitlab,
  markdown,
  html,
];
