// The report as JSON, for programs. Stable: what it holds is described by report.schema.json.

import { visibleJson } from "../redact.ts";
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  name: "json",
  locates: true,
  summary: "the whole report with every ignored drift and its reason, for programs",
  render: (report) => `${visibleJson(report, 2)}\n`,
};
