// The commands and what they share: defaults, errors on stderr in one line, exit code 2 for whatever is not drift.

import { Command, CommanderError } from "commander";
import { DriftcheckError } from "../errors.ts";
import { packageVersion } from "../package-files.ts";
import { printable, redact, redactWithin } from "../redact.ts";
import { addAudit } from "./audit.ts";
import { addBaseline } from "./baseline.ts";
import { addBootstrap } from "./bootstrap.ts";
import { addCheck } from "./check.ts";
import { exitCode, type Finish, type Streams } from "./command.ts";
import { addCompletion } from "./completion.ts";
import { addExplain } from "./explain.ts";
import { addGate } from "./gate.ts";
import { addInit } from "./init.ts";
import { addKinds } from "./kinds.ts";
import { addProve } from "./prove.ts";
import { addRules } from "./rules.ts";
import { addSnapshot } from "./snapshot.ts";
import { addStamp } from "./stamp.ts";

const examples = `
Examples:
  driftcheck --declared schema.sql --live postgres://localhost/app
  driftcheck --declared alembic:alembic.ini --live "$DATABASE_URL" --reporter json
  driftcheck check --help

Exit codes: 0 no drift, 1 drift, 2 could not tell.`;

/** The commands' own options are for their own help. */
const subcommandTerm = (command: Command) =>
  [command.name(), ...command.registeredArguments.map((each) => `<${each.name()}>`)].join(" ");

/** Runs one command line. Never throws: the answer is the exit code. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  let code: number = exitCode.clean;
  const program = new Command("driftcheck")
    .description(
      "Compares a live PostgreSQL database with the schema you declared and reports only the differences that matter.",
    )
    .usage("[command] [options]")
    .version(packageVersion(), "-v, --version")
    .addHelpText("after", examples)
    .configureHelp({ subcommandTerm, showGlobalOptions: false })
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: () => {} });
  const finish: Finish = (chosen) => {
    code = chosen;
  };
  for (const add of [
    addCheck,
    addInit,
    addExplain,
    addAudit,
    addGate,
    addProve,
    addBaseline,
    addSnapshot,
    addStamp,
    addBootstrap,
    addRules,
    addKinds,
    addCompletion,
  ])
    add(program, streams, finish);
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.clean;
    const arguments_ = program.commands.flatMap(({ args }) => args);
    const message = withoutSecrets(messageOf(error, arguments_), argv);
    streams.err(`driftcheck: ${printable(message)}\n`);
    return exitCode.couldNotTell;
  }
}

/** An argument that holds a secret may be told whole, whatever it was given for: where it ends is known only here. */
function withoutSecrets(message: string, argv: readonly string[]): string {
  const given = argv.filter((argument) => argument !== "");
  const redacted = given.reduce((text, argument) => text.replaceAll(argument, redact(argument)), message);
  return redactWithin(redacted);
}

function messageOf(error: unknown, args: readonly string[]): string {
  if (error instanceof CommanderError && error.code === "commander.excessArguments")
    return `unknown command or argument '${redact(args.at(-1) ?? "")}'; see driftcheck --help`;
  if (error instanceof CommanderError)
    return `${error.message.replace(/^error: /, "").replaceAll("\n", " ")}; see driftcheck --help`;
  if (error instanceof DriftcheckError) return error.message;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a bug in driftcheck, please report it: ${detail}`;
}
