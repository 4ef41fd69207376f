// driftcheck snapshot: write a catalog down for review.

import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { type Finish, refuseEmpty, type Streams } from "./command.ts";

export function addSnapshot(program: Command, _streams: Streams, _finish: Finish): void {
  program
    .command("snapshot")
    .description("write a catalog to a file that people review and that check compares with")
    .requiredOption("--from <locator>", "a postgres:// URL, a .sql file or folder, or a snapshot")
    .requiredOption("--out <file>", "the snapshot to write, .yaml or .json")
    .option("--privileges", "with owners and privileges, for checks that compare them")
    .action(async ({ from, out, privileges }: { from: string; out: string; privileges?: true }) => {
      refuseEmpty("from", from);
      if (!/\.(?:ya?ml|json)$/i.test(out))
        throw new UsageError(`--out ${out}: a snapshot's name ends in .yaml or .json`);
      const [{ readCatalog }, { writeSnapshot }, { writeWhole }] = await Promise.all([
        import("../check.ts"),
        import("../snapshot/file.ts"),
        import("../write-file.ts"),
      ]);
      await writeWhole(out, writeSnapshot(await readCatalog(from, { privileges: privileges === true }), out));
    });
}
