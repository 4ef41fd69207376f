// An audit as a comment on a pull request. GitHub takes a comment of so many characters.

import { page } from "./page.ts";
import type { AuditReporter } from "./reporter.ts";

export const markdown: AuditReporter = {
  name: "markdown",
  summary: "Markdown for a comment on a pull request, at most 65,536 characters",
  render: (report) => page(report, { most: 65_536, size: (text) => text.length }),
};
