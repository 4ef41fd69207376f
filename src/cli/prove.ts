// driftcheck prove: mutate a copy of the live schema, and require that each mutation is reported under the rules in force.

import { isatty } from "node:tty";
import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import type { Proof } from "../prove/proof.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { comparisonOf } from "./comparison.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";
import { destinationsOf, writeReports } from "./reports.ts";

export function addProve(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("prove")
    .summary("test that the rules hide no real difference")
    .description(
      "Tests that the rules hide no real difference: changes a copy of the live schema in every way it knows, and requires that each change is reported.",
    );
  addOptions(command, "prove")
    .addHelpText("after", "\nExit codes: 0 every mutation is reported, 1 a rule hides one, 2 could not tell.")
    .action(async (options: OptionsOf<"prove">) => finish(await runProve(options, streams)));
}

async function runProve(options: OptionsOf<"prove">, streams: Streams): Promise<number> {
  const { sample, seed } = options;
  if (seed !== undefined && sample === undefined)
    throw new UsageError("--seed chooses the mutations of --sample, which is missing. Add --sample or remove --seed.");
  const { declared, live, rules, mapSchemas, timeout, restoreTimeout } = await comparisonOf(options, false);
  const [{ prove }, { proofText }] = await Promise.all([import("../prove/prove.ts"), import("../prove/text.ts")]);
  const destinations = await destinationsOf(options.reporter, undefined, [{ name: "text", render: proofText }, json]);
  const proof = await prove({
    ...given({ declared, live, mapSchemas, timeout, restoreTimeout, sample, seed }),
    rules: typeof rules === "function" ? await rules() : rules,
    ...(isatty(2) && { progress: bar(streams) }),
  });
  await writeReports(proof, destinations, streams);
  return proof.outcome === "proved" ? exitCode.clean : exitCode.drift;
}

const json = { name: "json", render: (proof: Proof) => `${JSON.stringify(proof, null, 2)}\n` };
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
