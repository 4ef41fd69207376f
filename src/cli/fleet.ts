// check of many targets: what the options come to, the reports, the exit code.

import { UsageError } from "../errors.ts";
import type { Streams } from "./command.ts";
import type { Fleet } from "./fleet-targets.ts";
import { given } from "./given.ts";
import { presentationOf } from "./presentation.ts";
import { destinationsOf, writeReports } from "./reports.ts";


export async function runFleet({ targets, options }: Fleet, streams: Streams): Promise<number> {
  if (options.watch) throw new UsageError("--watch checks one database. Remove --watch, or name one.");
  const [{ fleetForms }, { checkFleet }, { exitOf }] = await Promise.all([
    import("../fleet/reporters.ts"),
    import("../fleet/run.ts"),
    import("../reporters/fleet/whole.ts"),
  ]);
  const { reporter, output, jobs, retries, shard, strict, failOn, quiet } = options;
  refuseForms(
    (reporter ?? []).map((each) => each.reporter),
    fleetForms.map(({ name }) => name),
  );
  const terminal = presentationOf(options, streams);
  const destinations = await destinationsOf(reporter, output, fleetForms);
  const report = await checkFleet(targets, given({ jobs, retries, shard, strict, failOn }));
  const shown = quiet ? destinations.filter(({ file }) => file !== undefined) : destinations;
  await writeReports(report, shown, streams, {}, terminal);
  return exitOf(report);
}

function refuseForms(asked: readonly string[], known: readonly string[]): void {
  const other = asked.find((name) => !known.includes(name));
  if (other !== undefined)
    throw new UsageError(`--reporter ${other} is for one database. For many there are ${known.join(", ")}.`);
}
