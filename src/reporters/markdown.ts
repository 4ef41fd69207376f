// The report as a comment on a pull request, in GitHub's and GitLab's Markdown. GitHub takes a comment of so many characters.

import { page } from "./markdown/page.ts";
import type { Reporter } from "./reporter.ts";

export const markdown: Reporter = {
  name: "markdown",
  locates: true,
  summary: "Markdown for a comment on a pull request, at most 65,536 characters",
  render: (report) => page(report, { most: 65_536, size: (text) => text.length }),
};
