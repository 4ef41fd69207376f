// driftcheck log: when an object of a snapshot changed, and in which commit.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import type { Finish, Streams } from "./command.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { destinationsOf, writeReports } from "./reports.ts";

export function addLog(program: Command, streams: Streams, _finish: Finish): void {
  const command = program
    .command("log")
    .summary("tell from git when an object of a snapshot changed")
    .description("Lists the commits that changed a snapshot, with each object that they changed, the newest first.")
    .argument("<snapshot>", "snapshot in a git repository");
  addOptions(command, "log").action(async (file: string, { object, limit = 100, reporter }: OptionsOf<"log">) => {
    const [{ logOf }, { logText }, { inertJson }] = await Promise.all([
      import("../moved/log.ts"),
      import("../moved/log-text.ts"),
      import("../reporters/inert-json.ts"),
    ]);
    const forms = [
      { name: "text", render: logText },
      { name: "json", render: inertJson },
    ];
    const destinations = await destinationsOf(reporter, undefined, forms);
    await writeReports(await logOf(file, { limit, ...given({ object }) }), destinations, streams);
  });
}
