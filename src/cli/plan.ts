// driftcheck plan: the statements that take the live schema to the declared one, for the drift that is reported.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addPlan(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("plan")
    .summary("write the statements that take the drift away")
    .description(
      "Writes the statements that take the live schema to the declared one, for the drift that a check reports and no other. They are proven on a copy. The live database is not changed.",
    );
  addOptions(command, "plan")
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing to plan, 1 a plan that is proven, 2 something could not be planned or proven.",
    )
    .action(async (options: OptionsOf<"plan">) => finish(await runPlan(options, streams)));
}

const exitCodes = { nothing: exitCode.clean, proven: exitCode.drift, unproven: exitCode.couldNotTell } as const;

async function runPlan(options: OptionsOf<"plan">, streams: Streams): Promise<number> {
  const { only, rename, data, dataTimeout, allow } = options;
  const [{ plan }, { planText }] = await Promise.all([import("../plan/make.ts"), import("../plan/text.ts")]);
  const checked = await comparisonOf(options);
  const planned = await plan({
    ...checked,
    ...given({ only, renames: rename, data, dataTimeout }),
    allowDataLoss: allow?.includes("data-loss") === true,
  });
  streams.out(planText(planned, options.reverse));
  return exitCodes[planned.outcome];
}
