// driftcheck ddl: a schema as the statements that make it.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { printable } from "../redact.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addDdl(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("ddl")
    .summary("write a schema as SQL")
    .description("Writes a schema as the SQL that makes it: of a snapshot, a live server, a dump or a model.")
    .argument("<locator>", "schema to write: a snapshot, a postgres:// URL, a .sql file or folder, or a model");
  addOptions(command, "ddl")
    .addHelpText("after", "\nExit codes: 0 all of it is written; 2 something could not be, as stderr and the SQL say.")
    .action(async (locator: string, options: OptionsOf<"ddl">) => finish(await runDdl(locator, options, streams)));
}

async function runDdl(locator: string, options: OptionsOf<"ddl">, streams: Streams): Promise<number> {
  const { out, privileges = false, allowEmpty = false, allowIncomplete = false, ...rest } = options;
  const [{ readCatalog }, { refusalTold, unreadTold, writeScript }, { writeNew }] = await Promise.all([
    import("../read-catalog.ts"),
    import("../ddl/text.ts"),
    import("../files.ts"),
  ]);
  const reading = { privileges, allowEmpty, refuseProblems: true, ...given(rest) };
  const { sql, refused, unread } = await writeScript(await readCatalog(locator, reading));
  if (out !== undefined) await writeNew(out, sql);
  else streams.out(streams.terminal === undefined ? sql : sql.split("\n").map(printable).join("\n"));
  const notes = [...refused.map(refusalTold), ...unread.map(unreadTold)];
  for (const note of notes) streams.err(`Not written: ${note}\n`);
  return notes.length === 0 || allowIncomplete ? exitCode.clean : exitCode.couldNotTell;
}
