// The report as the summary of a step of GitHub Actions: the same Markdown, of which GitHub takes so many bytes.

import { page } from "./markdown/page.ts";
import type { Report, Reporter } from "./reporter.ts";

/** Of all that a step writes into its summary. */
const most = 1024 * 1024; // bytes

export const githubSummary: Reporter = {
  name: "github-summary",
  locates: true,
  summary: "Markdown for $GITHUB_STEP_SUMMARY, at most 1 MiB",
  render: (report) => summaryAfter(report, 0),
};

/** @param written bytes that are in the step's summary already */
export function summaryAfter(report: Report, written: number): string {
  return page(report, { most: most - written, size: (text) => Buffer.byteLength(text) });
}
