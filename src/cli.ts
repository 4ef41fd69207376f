#!/usr/bin/env node
// argv in, streams and exit codes out. Nothing else prints or exits. What a command does is in cli/.

import { writeSync } from "node:fs";

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
const couldNotTell = 2;
let interrupted = false;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    interrupted = true;
    // Loaded here, as a run that nobody interrupts needs neither.
    Promise.all([import("./sources/postgres.ts"), import("./write-file.ts")])
      .then(([{ abandonConnections }, { removeUnfinished }]) => Promise.all([abandonConnections(), removeUnfinished()]))
      .finally(() => process.exit(exitCodes[signal]));
  });
}

// Writing to a pipe that was closed (`| head`) is no error of ours; a report that could not be written is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") fail(`cannot write to stdout: ${error.code}`);
});
process.stderr.on("error", () => {});

// Left to itself Node.js exits with 1, and 1 means drift.
process.on("uncaughtException", (error) => fail(`this is a bug in driftcheck, please report it: ${String(error)}`));

function fail(message: string): void {
  answered = true;
  process.stderr.write(`driftcheck: ${message.replaceAll("\n", "\\n")}\n`);
  process.exit(couldNotTell);
}

// What the interruption itself makes fail is no news to whoever interrupted.
const unlessInterrupted = (stream: NodeJS.WriteStream) => (text: string) => {
  if (!interrupted) stream.write(text);
};

// Should everything that is waited for be lost, Node.js ends by itself: without an answer, and that is no "no drift".
let answered = false;
process.exitCode = couldNotTell;
process.on("exit", () => {
  if (!answered && !interrupted)
    writeSync(2, "driftcheck: ended without an answer; this is a bug in driftcheck, please report it\n");
});

// Imported only now, so that a broken installation is no drift either.
const { run } = await import("./cli/program.ts");
process.exitCode = await run(process.argv, {
  out: unlessInterrupted(process.stdout),
  err: unlessInterrupted(process.stderr),
});
answered = true;
