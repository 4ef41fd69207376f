// The report as JSON, for programs. Stable: what it holds is described by report.schema.json.

import { inertJson } from "./inert-json.ts";
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  name: "json",
  locates: true,
  summary: "the whole report with every ignored drift and its reason, for programs",
  render: (report) => inertJson(report),
};
