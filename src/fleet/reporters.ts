// The forms of a fleet's report.

import type { FleetReport } from "../reporters/fleet/report.ts";
import { fleetText } from "../reporters/fleet/text.ts";
import { fleetHtml } from "../reporters/html/html.ts";
import { inertJson } from "../reporters/inert-json.ts";
import type { Surroundings } from "../reporters/reporter.ts";

interface FleetForm {
  readonly name: string;
  readonly render: (report: FleetReport, surroundings?: Surroundings) => string;
}

export const fleetForms: readonly FleetForm[] = [
  { name: "text", render: fleetText },
  { name: "json", render: (report) => inertJson(report) },
  { name: "html", render: (report) => fleetHtml(report) },
];
