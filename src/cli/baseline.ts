// driftcheck baseline: accept today's drift, so that check fails only on what is new.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import type { Finish, Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { addOptions } from "./options.ts";

export function addBaseline(program: Command, streams: Streams, _finish: Finish): void {
  const command = program
    .command("baseline")
    .summary("accept today's differences")
    .description("Accepts today's differences: check --baseline then fails only on new ones.");
  addOptions(command, "baseline").action(async ({ out, ...options }: OptionsOf<"baseline">) => {
    const [{ check }, { writeBaseline }, { writeWhole }] = await Promise.all([
      import("../check.ts"),
      import("../judge/baseline.ts"),
      import("../files.ts"),
    ]);
    // All of today's drift, and not only what the environment's own baseline lacks.
    const { drift } = await check(await comparisonOf(options, false));
    await writeWhole(out, writeBaseline(drift));
    streams.out(`${out} accepts ${drift.length} ${drift.length === 1 ? "difference" : "differences"}.\n`);
  });
}
