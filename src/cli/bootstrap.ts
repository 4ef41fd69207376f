// driftcheck bootstrap: an empty database becomes what a dump says, stamped and checked, or stays empty.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { printable, redact } from "../redact.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { printOutcome } from "./stamp.ts";

export function addBootstrap(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("bootstrap")
    .summary("fill an empty database from a dump, then stamp it")
    .description("Fills an empty database from a schema-only dump: restores, checks and stamps it, all or nothing.");
  addOptions(command, "bootstrap")
    .addHelpText("after", "\nExit codes: 0 restored and stamped; 1 left empty, as it would drift; 2 could not tell.")
    .action(async (options: OptionsOf<"bootstrap">) => finish(await runBootstrap(options, streams)));
}

async function runBootstrap(options: OptionsOf<"bootstrap">, streams: Streams): Promise<number> {
  const { dump, into, tool, revision, force, attestation, ...rest } = options;
  const { bootstrap } = await import("../bootstrap/bootstrap.ts");
  const outcome = await bootstrap({
    ...(await comparisonOf({ ...rest, live: into })),
    ...given({ dump, revision, tool, attestation, force }),
    progress: (line) => streams.err(`${printable(line)}\n`),
  });
  const code = await printOutcome(outcome, streams);
  if (code !== exitCode.clean) streams.err(`Nothing was restored into ${printable(redact(into))}.\n`);
  return code;
}
