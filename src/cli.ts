#!/usr/bin/env node
// argv in, streams and exit codes out. Nothing else prints or exits. What a command does is in cli/.

import { writeSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { redactWithin } from "./redact.ts";

/**
 * V8 recompiles what runs often in WebAssembly, in threads of its own. A check ends before that pays: without it the first check
 * of a small schema takes a quarter less time and half the CPU, and one of 1,400 tables takes the same. Only the releases of
 * Node.js that are known to have the flag are told, as others complain on stderr. Source: `node --v8-options`.
 */
if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString("--wasm-tiering-budget=200000000");

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
const couldNotTell = 2;
let interrupted = false;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    interrupted = true;
    // Loaded here, as a run that nobody interrupts needs neither.
    Promise.all([import("./sources/postgres.ts"), import("./files.ts")])
      .then(([{ abandonConnections }, { removeUnfinished }]) => Promise.all([abandonConnections(), removeUnfinished()]))
      .finally(() => process.exit(exitCodes[signal]));
  });
}

// Writing to a pipe that was closed (`| head`) is no error of ours; a report that could not be written is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") fail(`cannot write to stdout: ${error.code}`);
});
process.stderr.on("error", () => {});

// Node.js and its packages warn of themselves in lines of their own, and of what they were given.
process.removeAllListeners("warning");
process.on("warning", ({ name, message }) => {
  if (process.env.NODE_OPTIONS?.includes("--trace-warnings")) note(`${name}: ${message}`);
});

// Left to itself Node.js exits with 1, and 1 means drift. What a promise refuses and nobody awaits comes here, too.
process.on("uncaughtException", (error) => fail(`this is a bug in driftcheck, please report it: ${String(error)}`));

/** Nothing reaches stderr but by here or by `err`, so that nothing does past the redactor. */
function note(message: string): void {
  process.stderr.write(`driftcheck: ${redactWithin(message).replaceAll("\n", "\\n")}\n`);
}

function fail(message: string): void {
  answered = true;
  note(message);
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

const err = unlessInterrupted(process.stderr);

// Imported only now, so that a broken installation is no drift either.
const { run } = await import("./cli/program.ts");
const { unsaidWidth } = await import("./cli/command.ts");
process.exitCode = await run(process.argv, {
  out: unlessInterrupted(process.stdout),
  err: (text) => err(redactWithin(text)),
  ...(process.stdout.isTTY && { terminal: { width: process.stdout.columns || unsaidWidth } }),
  ...(process.stderr.isTTY && { errWidth: process.stderr.columns || unsaidWidth }),
});
answered = true;
