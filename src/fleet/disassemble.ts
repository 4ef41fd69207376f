// The report of a fleet → the records that it was made of: what `merge` puts together and --since takes over.

import type { Cluster, FleetReport, Shared } from "../reporters/fleet/report.ts";
import { listNames, recordFrom, type TargetRecord } from "./record.ts";

/** Drift comes back as the first target of its cluster has it. */
export function disassemble(report: FleetReport): readonly TargetRecord[] {
  const lists = new Map(report.targets.map(({ name }) => [name, {} as Record<string, object[]>]));
  for (const list of listNames)
    for (const entry of report[list] as readonly (Cluster | Shared<object>)[]) {
      const { targets, ...own } = entry;
      const value = "drift" in own && "id" in own ? own.drift : own;
      for (const name of targets) {
        const of = lists.get(name);
        if (of === undefined) continue;
        const before = of[list];
        if (before === undefined) of[list] = [value as object];
        else before.push(value as object);
      }
    }
  return report.targets.map(({ clusters, ...target }) => recordFrom(target, lists.get(target.name) ?? {}));
}
