// driftcheck merge: the reports of all shards as the one report of the whole.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import type { Finish, Streams } from "./command.ts";
import { refuseForms } from "./fleet.ts";
import { addOptions } from "./options.ts";
import { presentationOf } from "./presentation.ts";
import { destinationsOf, writeReports } from "./reports.ts";

export function addMerge(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("merge")
    .argument("<reports...>", "JSON report of each shard")
    .summary("put the reports of check --shard together")
    .description(
      "Puts the JSON reports of all shards of check --shard together, as one check would have written them.",
    );
  addOptions(command, "merge").action(async (files: readonly string[], options: OptionsOf<"merge">) =>
    finish(await runMerge(files, options, streams)),
  );
}

async function runMerge(files: readonly string[], options: OptionsOf<"merge">, streams: Streams): Promise<number> {
  const [{ fleetForms }, { mergeReports }, { exitOf }] = await Promise.all([
    import("../fleet/reporters.ts"),
    import("../fleet/merge.ts"),
    import("../reporters/fleet/whole.ts"),
  ]);
  const { reporter, output, quiet } = options;
  refuseForms(reporter, fleetForms);
  const terminal = presentationOf(options, streams);
  const destinations = await destinationsOf(reporter, output, fleetForms);
  const report = await mergeReports(files);
  const shown = quiet ? destinations.filter(({ file }) => file !== undefined) : destinations;
  await writeReports(report, shown, streams, {}, terminal);
  return exitOf(report);
}
