// What is known of one target: the unit in which a fleet is read, journaled, spread over shards and put together again.

import { printable, redactWithin } from "../redact.ts";
import type { FleetOutcome, FleetTarget, ListName, Said } from "../reporters/fleet/report.ts";
import type { Report } from "../reporters/reporter.ts";

export type Lists = { readonly [N in ListName]: readonly Said[N][] };

export interface TargetRecord extends Omit<FleetTarget, "clusters">, Lists {}

const nothing: Lists = {
  clusters: [],
  ignored: [],
  baselined: [],
  fixedInBaseline: [],
  data: [],
  failures: [],
  findings: [],
  hints: [],
  notCompared: [],
  staleRules: [],
  disabledRules: [],
};

/** In the order in which a report has them. */
export const listNames = Object.keys(nothing) as readonly ListName[];

/** By which a target is known to be what it was. */
export type Signs = Pick<TargetRecord, "fingerprint" | "versions">;

/** @param signs of the catalog that was read, where it has some */
export function recordOf(name: string, report: Report, { fingerprint, versions }: Signs): TargetRecord {
  const { drift, data = [], failures = [], live, migrations } = report;
  const said = (all: readonly string[] = []) => all.map((says) => ({ says }));
  return {
    name,
    outcome: drift.length + data.length + failures.length > 0 ? "drift" : "clean",
    server: live.server,
    compared: Object.values(report.compared).reduce((sum, count) => sum + count, 0),
    ...(migrations && { migrations }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(versions !== undefined && { versions }),
    ...nothing,
    clusters: drift,
    ignored: report.ignored,
    baselined: report.baselined ?? [],
    fixedInBaseline: report.fixedInBaseline ?? [],
    data,
    failures: said(failures),
    findings: report.findings ?? [],
    hints: said(report.hints),
    notCompared: report.notCompared,
    staleRules: report.staleRules,
    disabledRules: report.disabledRules ?? [],
  };
}

/** Of a target that could not be told. What is told of the reason holds no secret, and stays on one line. */
export function failedRecord(name: string, error: Error): TargetRecord {
  const outcome: FleetOutcome = "could-not-tell";
  return { name, outcome, error: printable(redactWithin(error.message)), ...nothing };
}

/** A record that a report or journal has only in parts. */
export const recordFrom = (target: Omit<FleetTarget, "clusters">, lists: Partial<Lists>): TargetRecord => ({
  ...target,
  ...nothing,
  ...lists,
});
