// driftcheck bootstrap: an empty database becomes what a dump says, stamped and checked, or stays empty.

import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { printable, redact } from "../redact.ts";
import { exitCode, type Finish, refuseEmpty, type Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { addStampingOptions, type StampingOptions, told, wanted } from "./stamp.ts";

interface Options extends StampingOptions {
  readonly dump: string;
  readonly into: string;
}

export function addBootstrap(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("bootstrap")
    .description("fill an empty database from a schema-only dump: restore, stamp, check, all of it or nothing")
    .requiredOption("--dump <file>", "what pg_dump --schema-only wrote")
    .requiredOption(
      "--into <locator>",
      "the empty database: a postgres:// URL, or pglite:folder for a folder to be made",
    );
  addStampingOptions(command)
    .addHelpText("after", "\nExit codes: 0 restored and stamped; 1 nothing is there, as it would drift; 2 could not.")
    .action(async (options: Options) => finish(await runBootstrap(options, streams)));
}

async function runBootstrap(options: Options, streams: Streams): Promise<number> {
  const { dump, into, tool, revision, force, attestation, live, ...rest } = options;
  refuseEmpty("into", into);
  if (live !== undefined) throw new UsageError("--live is for a database that is there: give --into alone");
  const { bootstrap } = await import("../bootstrap/bootstrap.ts");
  const outcome = await bootstrap({
    ...(await comparisonOf({ ...rest, live: into })),
    dump: wanted("dump", dump),
    revision: wanted("revision", revision),
    ...(tool !== undefined && { tool: wanted("tool", tool) }),
    ...(attestation !== undefined && { attestation: wanted("attestation", attestation) }),
    ...(force && { force }),
    progress: (line) => streams.err(`${printable(line)}\n`),
  });
  const code = await told(outcome, streams);
  if (code !== exitCode.clean) streams.err(`nothing was restored: ${printable(redact(into))} is as empty as before\n`);
  return code;
}
