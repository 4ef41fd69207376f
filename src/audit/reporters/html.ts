// An audit as one page: a file that is opened from disk, asks nothing of the network, and runs nothing.

import { renderStatic } from "../../reporters/html/html.ts";
import { pageOf } from "./html-page.ts";
import type { AuditReporter } from "./reporter.ts";
import { verdictOf } from "./words.ts";

export const html: AuditReporter = {
  name: "html",
  summary: "one page with each finding, its advice and its reason, for a browser",
  render: (report) => renderStatic(`driftcheck audit: ${verdictOf(report)}`, pageOf(report)),
};
