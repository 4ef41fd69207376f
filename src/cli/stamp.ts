// driftcheck stamp: record that a database is at its migration tool's revision; --verify: whether it still is what was attested.

import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { printable, redact } from "../redact.ts";
import type { StampOutcome, Verified } from "../stamp/outcome.ts";
import { addInstead, exitCode, type Finish, type Streams } from "./command.ts";
import {
  addBaselineOption,
  addComparisonOptions,
  type ComparisonOptions,
  checkOptionsOf,
  comparisonOf,
} from "./comparison.ts";
import { withEnvironment } from "./environment.ts";

export interface StampingOptions extends ComparisonOptions {
  readonly tool?: string;
  readonly revision: string;
  readonly force?: true;
  readonly attestation?: string;
}

interface Options extends StampingOptions {
  readonly purge?: true;
  readonly dryRun?: true;
  readonly verify?: string;
}

/** What stamp and bootstrap have in common. */
export function addStampingOptions(command: Command): Command {
  for (const written of ["out", "output"]) addInstead(command, written, "attestation <file>");
  return addBaselineOption(addComparisonOptions(command))
    .option("--tool <name>", "the migration tool; by default that of --migrations or --declared")
    .option("--revision <id>", "what is recorded, with all that leads to it: an id, head, or heads", "head")
    .option("--force", "stamp although the database drifted; the attestation says so")
    .option("--attestation <file>", "what was found and recorded (default: driftcheck-attestation.yaml)");
}

export function addStamp(program: Command, streams: Streams, finish: Finish): void {
  const command = program
    .command("stamp")
    .description("record that a database is at its migration tool's revision, if it is what its model says");
  addStampingOptions(command)
    .option("--purge", "delete first what is recorded")
    .option("--dry-run", "print the SQL, and write nothing")
    .option("--verify <file>", "tell whether a database still is what this attestation says, and write nothing")
    .addHelpText(
      "after",
      "\nExit codes: 0 stamped, or as attested; 1 not stamped as it drifted, or not as attested; 2 could not tell.",
    )
    .action(async (options: Options) =>
      finish(options.verify === undefined ? await runStamp(options, streams) : await runVerify(options, streams)),
    );
}

async function runStamp({ tool, revision, force, purge, dryRun, attestation, ...rest }: Options, streams: Streams) {
  const { stamp } = await import("../stamp/stamp.ts");
  const outcome = await stamp({
    ...(await comparisonOf(rest)),
    revision: wanted("revision", revision),
    ...(tool !== undefined && { tool: wanted("tool", tool) }),
    ...(attestation !== undefined && { attestation: wanted("attestation", attestation) }),
    ...(force && { force }),
    ...(purge && { purge }),
    ...(dryRun && { dryRun }),
  });
  return told(outcome, streams);
}

export function wanted(option: string, value: string): string {
  if (value.trim() === "") throw new UsageError(`--${option} is empty; is a variable unset?`);
  return value;
}

/** Says what became of a stamp. @returns the exit code */
export async function told(outcome: StampOutcome, streams: Streams): Promise<number> {
  if (outcome.kind === "sql") {
    streams.out(outcome.sql);
    return exitCode.clean;
  }
  if (outcome.kind === "drift") {
    const { reporters } = await import("../reporters/registry.ts");
    streams.out(reporters.find(({ name }) => name === "text")?.render(outcome.report) ?? "");
    streams.out("Not stamped: correct the drift, set it aside by a rule with its reason, or stamp it with --force.\n");
    return exitCode.drift;
  }
  const attested = outcome.attestation === undefined ? "" : `; attested in ${outcome.attestation}`;
  const how = outcome.kind === "stamped" ? "Stamped" : "Already stamped";
  streams.out(`${printable(`${how}: ${outcome.what}${attested}`)}.\n`);
  return exitCode.clean;
}

async function runVerify(options: Options, streams: Streams): Promise<number> {
  const { tool: _, revision: __, force, attestation, purge, dryRun, verify: file = "", ...rest } = options;
  if (force || purge || dryRun || attestation !== undefined)
    throw new UsageError("--verify writes nothing: leave out --force, --purge, --dry-run and --attestation");
  const resolved = await withEnvironment(rest);
  // Of the declared side nothing is asked unless it is named.
  const { declared: ___, ...asked } = await checkOptionsOf({ ...resolved, declared: resolved.declared ?? file });
  const { verify } = await import("../stamp/verify.ts");
  const found = await verify(wanted("verify", file), {
    ...asked,
    ...(resolved.declared !== undefined && { declared: resolved.declared }),
  });
  streams.out(verdict(found, asked.live, resolved.declared));
  return Object.values(found.answers).includes("different") ? exitCode.drift : exitCode.clean;
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
    `  model     ${answers.model}${answers.model === "not asked" ? ": give --declared" : ""}`,
    `  rules     ${answers.rules}`,
    ...(otherVersion
      ? ["This is another driftcheck, which may read a schema in another way: stamp again to be sure."]
      : []),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
