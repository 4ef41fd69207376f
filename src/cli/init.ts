// driftcheck init: writes driftcheck.yaml, the rules and the CI recipe of a project. Never over a file that is there.

import { createInterface, type Interface } from "node:readline";
import { isatty } from "node:tty";
import type { Command } from "commander";
import type { OptionsOf } from "../config/options/table.ts";
import { UsageError } from "../errors.ts";
import type { Ask } from "../init/question.ts";
import type { Setup } from "../init/setup.ts";
import { printable, redactWithin } from "../redact.ts";
import type { Finish, Streams } from "./command.ts";
import { given } from "./given.ts";
import { addOptions } from "./options.ts";

export function addInit(program: Command, streams: Streams, _finish: Finish): void {
  const command = program
    .command("init")
    .summary("set a project up: driftcheck.yaml, rules and CI")
    .description(
      "Finds the declared schema, the database and the CI of the project in this folder, and writes driftcheck.yaml, ignore-rules.yaml and a CI recipe. Leaves files that exist. Asks at most three questions, on a terminal only.",
    );
  addOptions(command, "init").action((options: OptionsOf<"init">) => runInit(options, streams));
}

async function runInit({ yes, dryRun, ...options }: OptionsOf<"init">, streams: Streams): Promise<void> {
  const [{ init }, { writeAllNew }] = await Promise.all([import("../init/init.ts"), import("../files.ts")]);
  const person = yes !== true && isatty(0) && isatty(2) ? new Person(streams) : undefined;
  const setup = await init({
    root: process.cwd(),
    ...given(options),
    ...(person !== undefined && { ask: person.ask }),
  }).finally(() => person?.leave());
  if (dryRun)
    return streams.out(
      textOf(
        setup,
        setup.files.flatMap(({ file, text }) => [`--- ${file}`, text]),
      ),
    );
  await writeAllNew(setup.files);
  streams.out(
    textOf(
      setup,
      setup.files.map(({ file }) => `Wrote ${file}`),
    ),
  );
}

/** @param written a line each, or a whole text */
function textOf({ notes, existing, toDo }: Setup, written: readonly string[]): string {
  const lines = [
    ...notes.map((note) => printable(redactWithin(note))),
    "",
    ...written,
    ...existing.map((file) => `Left ${file}, which exists`),
    "",
    "Next:",
    ...toDo.map((sentence, at) => `  ${at + 1}. ${printable(sentence)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** A person at a terminal, who answers by number. Asked on stderr, as stdout may be piped. */
class Person {
  readonly #err: Streams["err"];
  #lines: Interface | undefined;

  constructor({ err }: Streams) {
    this.#err = err;
  }

  readonly ask: Ask = async ({ text, answers }) => {
    this.#lines ??= createInterface({ input: process.stdin, terminal: false });
    this.#err(`${printable(text)}\n${answers.map((answer, at) => `  ${at + 1}  ${printable(answer)}\n`).join("")}`);
    for (;;) {
      this.#err(`Number from 1 to ${answers.length} (1): `);
      const line = await nextOf(this.#lines);
      if (line === undefined)
        throw new UsageError("init got no answer. Pass --yes to take the first answer of each question.");
      const number = line.trim() === "" ? 1 : Number(line);
      if (Number.isInteger(number) && number >= 1 && number <= answers.length) return number - 1;
    }
  };

  /** Else the process would wait for more. */
  leave(): void {
    this.#lines?.close();
  }
}

/** Undefined at the end of the input. */
function nextOf(lines: Interface): Promise<string | undefined> {
  return new Promise((resolve) => {
    const ended = () => resolve(undefined);
    lines.once("close", ended);
    lines.once("line", (line) => {
      lines.off("close", ended);
      resolve(line);
    });
  });
}
