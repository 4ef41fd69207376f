// An audit as the summary of a step of GitHub Actions: the same Markdown, of which GitHub takes so many bytes.

import type { AuditReport } from "../report.ts";
import { page } from "./page.ts";
import type { AuditReporter } from "./reporter.ts";

/** Of all that a step writes into its summary. */
const most = 1024 * 1024; // bytes

export const githubSummary: AuditReporter = {
  name: "github-summary",
  summary: "Markdown for $GITHUB_STEP_SUMMARY, at most 1 MiB",
  render: (report) => summaryAfter(report, 0),
};

/** @param written bytes that are in the step's summary already */
export function summaryAfter(report: AuditReport, written: number): string {
  return page(report, { most: most - written, size: (text) => Buffer.byteLength(text) });
}
