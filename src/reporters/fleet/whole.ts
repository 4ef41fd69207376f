// What holds of a fleet as a whole: what no target needs any more, and whether it fails.

import { fails } from "../fail-on.ts";
import { plural } from "../words.ts";
import type { FleetReport, ListName } from "./report.ts";

/** Those of a list that hold for every target that could be told; none where only a part of the targets is known. */
function ofAll<N extends "staleRules" | "fixedInBaseline">(report: FleetReport, list: N): FleetReport[N] {
  const told = report.counts.targets - report.counts.couldNotTell;
  if (report.shard !== undefined || told === 0) return [] as unknown as FleetReport[N];
  const all: FleetReport[ListName] = report[list];
  return all.filter(({ targets }) => targets.length === told) as unknown as FleetReport[N];
}

/** A rule that does something for one target is not stale. */
export const staleRulesOf = (report: FleetReport) => ofAll(report, "staleRules");

export const fixedOf = (report: FleetReport) => ofAll(report, "fixedInBaseline");

/** Why the fleet fails, its targets apart, in a sentence each. */
export function failuresOfWhole(report: FleetReport): readonly string[] {
  if (report.strict !== true) return [];
  return [
    ...staleRulesOf(report).map(({ rule, reason }) => `rule ${rule} ${reason}`),
    ...fixedOf(report).map(({ id }) => `baseline entry already fixed: ${id}`),
  ];
}

export const fleetExit = { clean: 0, drift: 1, couldNotTell: 2 } as const;

/** 2 where one target could not be told, else 1 where the drift of one fails, as `failOn` has it, else 0. */
export function exitOf(report: FleetReport): (typeof fleetExit)[keyof typeof fleetExit] {
  if (report.counts.couldNotTell > 0) return fleetExit.couldNotTell;
  const isFailing = failuresOfWhole(report).length > 0 || report.failures.length > 0 || isDrifting(report);
  return isFailing ? fleetExit.drift : fleetExit.clean;
}

/** Each cluster fails or passes for all of its targets. */
function isDrifting({ clusters, data, failOn }: FleetReport): boolean {
  return fails({ drift: clusters.map(({ drift }) => drift), data, ...(failOn && { failOn }) });
}

/** In a sentence. */
export function verdictOf(report: FleetReport): string {
  const { targets, clean, drift, couldNotTell } = report.counts;
  const shard = report.shard === undefined ? "" : ` of shard ${report.shard.index}/${report.shard.of}`;
  const parts = [
    ...(drift > 0 ? [`${drift} with drift`] : []),
    ...(couldNotTell > 0 ? [`${couldNotTell} could not be told`] : []),
    ...(clean > 0 ? [`${clean} clean`] : []),
  ];
  if (drift + couldNotTell === 0) return `No drift in ${plural(targets, "target")}${shard}.`;
  return `${plural(targets, "target")}${shard}: ${parts.join(", ")}.`;
}
