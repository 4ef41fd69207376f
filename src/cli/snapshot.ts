// driftcheck snapshot: write a catalog down for review.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import type { Finish, Streams } from "./command.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addSnapshot(program: Command, _streams: Streams, _finish: Finish): void {
  const command = program
    .command("snapshot")
    .summary("write a schema to a file for review")
    .description("Writes a schema to a file that people review and that check compares with.");
  addOptions(command, "snapshot").action(runSnapshot);
}

async function runSnapshot(options: OptionsOf<"snapshot">): Promise<void> {
  const { from, out, privileges = false, python, timeout, restoreTimeout, lockTimeout, statementTimeout } = options;
  if (!/\.(?:ya?ml|json)$/i.test(out)) throw new UsageError(`--out ${out}: name the snapshot .yaml or .json`);
  const [{ readCatalog }, { writeSnapshot }, { writeWhole }] = await Promise.all([
    import("../read-catalog.ts"),
    import("../snapshot/file.ts"),
    import("../files.ts"),
  ]);
  const reading = {
    privileges,
    refuseProblems: true,
    ...given({ python, timeout, restoreTimeout, lockTimeout, statementTimeout }),
  };
  await writeWhole(out, writeSnapshot(await readCatalog(from, reading), out));
}
