// An audit as JSON, for programs. Stable: what it holds is described by audit.schema.json.

import { inertJson } from "../../reporters/inert-json.ts";
import type { AuditReporter } from "./reporter.ts";

export const json: AuditReporter = {
  name: "json",
  summary: "every finding, allowed or not, for programs",
  render: (report) => inertJson(report),
};
