// driftcheck check: compare, report, and answer with the exit code.

import { type Command, Option } from "commander";
import { reporters } from "../reporters/registry.ts";
import { addInstead, exitCode, type Finish, type Streams } from "./command.ts";
import { addBaselineOption, addComparisonOptions, type ComparisonOptions, checkOptionsOf } from "./comparison.ts";
import { addNegations, withEnvironment } from "./environment.ts";
import { secondsOf } from "./seconds.ts";

interface Options extends ComparisonOptions {
  readonly data?: boolean;
  /** In seconds. */
  readonly dataTimeout?: number;
  readonly reporter: string;
  readonly output?: string;
}

export function addCheck(program: Command, streams: Streams, finish: Finish): void {
  const command = addInstead(program.command("check", { isDefault: true }), "out", "output <file>").description(
    "compare the declared with the live schema and report what drifted (the default command)",
  );
  addBaselineOption(addComparisonOptions(command))
    .option("--data", "look into the live data too: sequences behind their columns, what is not valid or validated")
    .option("--data-timeout <seconds>", "how long that may take (default: 60)", secondsOf("data-timeout"))
    .addOption(
      new Option("--reporter <name>", "how to report").choices(reporters.map(({ name }) => name)).default("text"),
    )
    .option("--output <file>", "write the report there instead of to stdout")
    .action(async (options: Options) => finish(await runCheck(options, streams)));
  addNegations(command, "data");
}

async function runCheck(given: Options, streams: Streams): Promise<number> {
  const { check } = await import("../check.ts");
  const options = await withEnvironment(given);
  const { data, dataTimeout } = options;
  const report = await check({
    ...(await checkOptionsOf(options)),
    ...(data && { data: true }),
    ...(dataTimeout !== undefined && { dataTimeout }),
  });
  const text = reporters.find(({ name }) => name === options.reporter)?.render(report) ?? "";
  if (options.output === undefined) streams.out(text);
  else await (await import("../files.ts")).writeWhole(options.output, text);
  return report.outcome === "clean" ? exitCode.clean : exitCode.drift;
}
