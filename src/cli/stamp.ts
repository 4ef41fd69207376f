// driftcheck stamp: record that a database is at its migration tool's revision; --verify: whether it still is what was attested.

import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import { printable, redact } from "../redact.ts";
import type { StampOutcome, Verified } from "../stamp/outcome.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { checkOptionsOf, comparisonOf } from "./comparison.ts";
import { withEnvironment } from "./environment.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addStamp(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("stamp")
    .summary("record the migration revision of a matching database")
    .description("Records that a database is at its migration tool's revision, if its schema is the declared one.");
  addOptions(command, "stamp")
    .addHelpText(
      "after",
      "\nExit codes: 0 stamped, or as attested; 1 not stamped because of drift, or not as attested; 2 could not tell.",
    )
    .action(async ({ verify, ...options }: OptionsOf<"stamp">) =>
      finish(verify === undefined ? await runStamp(options, streams) : await runVerify(verify, options, streams)),
    );
}

type StampOptions = Omit<OptionsOf<"stamp">, "verify">;

async function runStamp(options: StampOptions, streams: Streams): Promise<number> {
  const { tool, revision, force, purge, dryRun, attestation, ...rest } = options;
  const { stamp } = await import("../stamp/stamp.ts");
  const outcome = await stamp({
    ...(await comparisonOf(rest)),
    ...given({ revision, tool, attestation, force, purge, dryRun }),
  });
  return printOutcome(outcome, streams);
}

/** Says what became of a stamp. @returns the exit code */
export async function printOutcome(outcome: StampOutcome, streams: Streams): Promise<number> {
  if (outcome.kind === "sql") {
    streams.out(outcome.sql);
    return exitCode.clean;
  }
  if (outcome.kind === "drift") {
    const { reporters } = await import("../reporters/registry.ts");
    streams.out(reporters.find(({ name }) => name === "text")?.render(outcome.report) ?? "");
    streams.out("Not stamped. Fix the drift, ignore it with a rule that says why, or pass --force.\n");
    return exitCode.drift;
  }
  const attested = outcome.attestation === undefined ? "" : `; attested in ${outcome.attestation}`;
  const how = outcome.kind === "stamped" ? "Stamped" : "Already stamped";
  streams.out(`${printable(`${how}: ${outcome.what}${attested}`)}.\n`);
  return exitCode.clean;
}

async function runVerify(file: string, options: StampOptions, streams: Streams): Promise<number> {
  const { tool: _, revision: __, force, attestation, purge, dryRun, ...rest } = options;
  if (force || purge || dryRun || attestation !== undefined)
    throw new UsageError("--verify writes nothing. Remove --force, --purge, --dry-run and --attestation.");
  const resolved = await withEnvironment(rest);
  // Of the declared side nothing is asked unless it is named.
  const { declared: ___, ...asked } = await checkOptionsOf({ ...resolved, declared: resolved.declared ?? file });
  const { verify } = await import("../stamp/verify.ts");
  const verified = await verify(file, { ...asked, ...given({ declared: resolved.declared }) });
  streams.out(verdict(verified, asked.live, resolved.declared));
  return Object.values(verified.answers).includes("different") ? exitCode.drift : exitCode.clean;
}

function verdict({ attestation, answers, recorded, otherVersion }: Verified, live: string, declared?: string): string {
  const { date, driftcheck, tool, revision, versionTable, forced, drift } = attestation;
  const force = forced ? `, by force with ${drift ?? "some"} drifts` : "";
  const heads = revision.length > 3 ? `${revision.length} heads` : revision.join(", ");
  const now = recorded === undefined ? "" : `: ${versionTable} has ${recorded.at(-1) ?? "nothing"}`;
  const check = `driftcheck check --declared ${redact(declared ?? attestation.declared)} --live ${redact(live)}`;
  const lines = [
    `Attested on ${date} by driftcheck ${driftcheck}${force}: ${tool} at ${heads} in ${versionTable}.`,
    `  revision  ${answers.revision}${now}`,
    `  schema    ${answers.schema}${answers.schema === "different" ? `: see what changed with ${check}` : ""}`,
    `  model     ${answers.model}${answers.model === "not asked" ? ": pass --declared" : ""}`,
    `  rules     ${answers.rules}`,
    ...(otherVersion
      ? [
          "Another version of driftcheck wrote this attestation and may read a schema differently. Stamp again to be sure.",
        ]
      : []),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
