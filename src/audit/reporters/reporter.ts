// The contract of a reporter of audits: a report in, text out. It judges nothing and prints nothing.

import type { Surroundings } from "../../reporters/reporter.ts";
import type { AuditReport } from "../report.ts";

export interface AuditReporter {
  readonly name: string;
  readonly summary: string;
  /** Pure. Each of the surroundings may be unknown: a file has no width and no colour. */
  readonly render: (report: AuditReport, surroundings?: Surroundings) => string;
}
