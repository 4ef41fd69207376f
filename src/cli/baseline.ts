// driftcheck baseline: accept today's drift, so that check fails only on what is new.

import type { Command } from "commander";
import { addInstead, type Finish, type Streams } from "./command.ts";
import { addComparisonOptions, type ComparisonOptions, comparisonOf } from "./comparison.ts";

export function addBaseline(program: Command, streams: Streams, _finish: Finish): void {
  const command = addInstead(program.command("baseline"), "output", "out <file>")
    .description("accept today's drift: check --baseline then fails only on what is new")
    .requiredOption("--out <file>", "the baseline to write, as in drift-baseline.yaml");
  addComparisonOptions(command).action(async ({ out, ...options }: ComparisonOptions & { readonly out: string }) => {
    const [{ check }, { writeBaseline }, { writeWhole }] = await Promise.all([
      import("../check.ts"),
      import("../judge/baseline.ts"),
      import("../files.ts"),
    ]);
    // All of today's drift, and not only what the environment's own baseline lacks.
    const { drift } = await check(await comparisonOf(options, false));
    await writeWhole(out, writeBaseline(drift));
    streams.out(`${out} accepts ${drift.length} ${drift.length === 1 ? "drift" : "drifts"}.\n`);
  });
}
