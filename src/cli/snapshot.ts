// driftcheck snapshot: write a catalog down for review.

import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { addInstead, type Finish, refuseEmpty, type Streams } from "./command.ts";
import { addTimeoutOptions, type Limits, limitsOf } from "./seconds.ts";

interface Options extends Limits {
  readonly from: string;
  readonly out: string;
  readonly privileges?: true;
  readonly python?: string;
}

export function addSnapshot(program: Command, _streams: Streams, _finish: Finish): void {
  addTimeoutOptions(addInstead(program.command("snapshot"), "output", "out <file>"))
    .description("write a catalog to a file that people review and that check compares with")
    .requiredOption(
      "--from <locator>",
      "any locator that check takes: a postgres:// URL, a .sql file or folder, a model",
    )
    .requiredOption("--out <file>", "the snapshot to write, .yaml or .json")
    .option("--privileges", "with owners and privileges, for checks that compare them")
    .option("--python <path>", "the project's Python; by default its virtual environment's, then python3")
    .action(async ({ from, out, privileges, python, ...limits }: Options) => {
      refuseEmpty("from", from);
      if (!/\.(?:ya?ml|json)$/i.test(out))
        throw new UsageError(`--out ${out}: a snapshot's name ends in .yaml or .json`);
      const [{ readCatalog }, { writeSnapshot }, { writeWhole }] = await Promise.all([
        import("../read-catalog.ts"),
        import("../snapshot/file.ts"),
        import("../files.ts"),
      ]);
      const asked = {
        privileges: privileges === true,
        refuseProblems: true,
        ...(python !== undefined && { python }),
        ...limitsOf(limits),
      };
      await writeWhole(out, writeSnapshot(await readCatalog(from, asked), out));
    });
}
