// driftcheck prove: mutate a copy of the live schema, and require that each mutation is reported under the rules in force.

import { isatty } from "node:tty";
import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import type { Proof } from "../prove/proof.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { addMapping, type ComparisonOptions, comparisonOf } from "./comparison.ts";
import { addEnvironmentOptions, type EnvironmentOptions } from "./environment.ts";
import { addTimeoutOptions, limitsOf } from "./seconds.ts";

interface Options
  extends EnvironmentOptions,
    Pick<ComparisonOptions, "declared" | "live" | "rules" | "mapSchema" | "timeout" | "restoreTimeout"> {
  readonly sample?: number;
  readonly seed?: number;
  readonly reporter: string;
}

export function addProve(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("prove")
    .description(
      "prove that the rules in force hide nothing: mutate a copy of the live schema, and see each mutation reported",
    );
  addTimeoutOptions(addEnvironmentOptions(command))
    .option("--declared <locator>", "what should be, as for check")
    .option("--live <locator>", "what is: a .sql file or folder; of a live server, pg_dump makes a copy")
    .option("--rules <file>", "the project's rules; by default ./ignore-rules.yaml, else the shipped preset")
    .option("--no-rules", "see which mutations a comparison without any rule reports")
    .option(
      "--map-schema <live=declared>",
      "read the live schema under the declared one's name (repeatable)",
      addMapping,
    )
    .option("--sample <n>", "try so many mutations instead of all", count("sample"))
    .option("--seed <n>", "which ones --sample takes; the same seed takes the same ones (default: 1)", count("seed"))
    .addOption(new Option("--reporter <name>", "how to report").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExit codes: 0 every mutation is reported, 1 a rule hides one, 2 could not tell.")
    .action(async (options: Options) => finish(await runProve(options, streams)));
}

const count = (option: string) => (value: string) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || (option === "sample" && number === 0))
    throw new UsageError(`--${option} ${value}: give a whole number${option === "sample" ? " above 0" : ""}`);
  return number;
};

async function runProve(options: Options, streams: Streams): Promise<number> {
  const { sample, seed } = options;
  if (seed !== undefined && sample === undefined) throw new UsageError("--seed is for --sample, which is missing");
  const { declared, live, rules, mapSchemas, ...limits } = await comparisonOf(options, false);
  const [{ prove }, { proofText }] = await Promise.all([import("../prove/prove.ts"), import("../prove/text.ts")]);
  const proof = await prove({
    declared,
    live,
    rules: typeof rules === "function" ? await rules() : rules,
    ...(mapSchemas && { mapSchemas }),
    ...limitsOf(limits),
    ...(sample !== undefined && { sample }),
    ...(seed !== undefined && { seed }),
    ...(isatty(2) && { progress: bar(streams) }),
  });
  streams.out(options.reporter === "json" ? json(proof) : proofText(proof));
  return proof.outcome === "proved" ? exitCode.clean : exitCode.drift;
}

const json = (proof: Proof) => `${JSON.stringify(proof, null, 2)}\n`;
const width = 30;

/** One line on a terminal, written anew for each percent, and gone at the end. */
function bar({ err }: Streams): (done: number, of: number) => void {
  let shown = -1;
  return (done, of) => {
    const percent = Math.floor((100 * done) / of);
    if (percent === shown) return;
    shown = percent;
    const filled = Math.round((width * percent) / 100);
    err(
      done === of
        ? "\r\u001b[K"
        : `\r[${"#".repeat(filled)}${".".repeat(width - filled)}] ${percent} % of ${of} mutations`,
    );
  };
}
