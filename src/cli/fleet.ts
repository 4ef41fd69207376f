// check of many targets: what the options come to, the reports, the exit code.

import type { ReportTo } from "../config/report-to.ts";
import { UsageError } from "../errors.ts";
import type { FleetReport } from "../reporters/fleet/report.ts";
import { plural } from "../reporters/words.ts";
import type { Streams } from "./command.ts";
import type { Fleet } from "./fleet-targets.ts";
import { given } from "./given.ts";
import { presentationOf } from "./presentation.ts";
import { targetsOn } from "./progress.ts";
import { destinationsOf, writeReports } from "./reports.ts";

export async function runFleet({ targets, options }: Fleet, streams: Streams): Promise<number> {
  if (options.watch) throw new UsageError("--watch checks one database. Remove --watch, or name one.");
  const [{ fleetForms }, { checkFleet }, { exitOf }] = await Promise.all([
    import("../fleet/reporters.ts"),
    import("../fleet/run.ts"),
    import("../reporters/fleet/whole.ts"),
  ]);
  const { reporter, output, jobs, retries, shard, strict, failOn, quiet, since, journal } = options;
  refuseForms(reporter, fleetForms);
  const terminal = presentationOf(options, streams);
  const destinations = await destinationsOf(reporter, output, fleetForms);
  const before = since === undefined ? undefined : await readSince(since);
  const progress = targetsOn(streams);
  const { report, unchanged, end } = await checkFleet(
    targets,
    given({ jobs, retries, shard, strict, failOn, journal, since: before, finished: progress?.finished }),
  ).finally(() => progress?.end());
  const shown = quiet ? destinations.filter(({ file }) => file !== undefined) : destinations;
  await writeReports(report, shown, streams, {}, terminal);
  await end();
  if (unchanged > 0) streams.err(`driftcheck: ${plural(unchanged, "target")} unchanged and not read again.\n`);
  return exitOf(report);
}

/** @throws UsageError at a form that has no place for many databases */
export function refuseForms(asked: readonly ReportTo[] | undefined, forms: readonly { readonly name: string }[]): void {
  const other = asked?.find(({ reporter }) => !forms.some(({ name }) => name === reporter));
  if (other === undefined) return;
  const known = forms.map(({ name }) => name).join(", ");
  throw new UsageError(`--reporter ${other.reporter} is for one database. For many there are ${known}.`);
}

/** @throws UsageError where the file is no such report */
async function readSince(file: string): Promise<FleetReport> {
  const { readFleetReport } = await import("../fleet/read-report.ts");
  return readFleetReport(file);
}
