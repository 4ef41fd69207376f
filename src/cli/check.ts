// driftcheck check: compare, report, and answer with the exit code.

import { type Command, Option } from "commander";
import { reporters } from "../reporters/registry.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { addBaselineOption, addComparisonOptions, type ComparisonOptions, comparisonOf } from "./comparison.ts";

interface Options extends ComparisonOptions {
  readonly reporter: string;
  readonly output?: string;
}

export function addCheck(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("check", { isDefault: true })
    .description("compare the declared with the live schema and report what drifted (the default command)");
  addBaselineOption(addComparisonOptions(command))
    .addOption(
      new Option("--reporter <name>", "how to report").choices(reporters.map(({ name }) => name)).default("text"),
    )
    .option("--output <file>", "write the report there instead of to stdout")
    .action(async (options: Options) => finish(await runCheck(options, streams)));
}

async function runCheck(options: Options, streams: Streams): Promise<number> {
  const { check } = await import("../check.ts");
  const report = await check(await comparisonOf(options));
  const text = reporters.find(({ name }) => name === options.reporter)?.render(report) ?? "";
  if (options.output === undefined) streams.out(text);
  else await (await import("../write-file.ts")).writeWhole(options.output, text);
  return report.outcome === "clean" ? exitCode.clean : exitCode.drift;
}
