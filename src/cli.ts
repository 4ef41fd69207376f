#!/usr/bin/env node
// argv in, streams and exit codes out. Nothing else prints or exits. What a command does is in cli/.

import { run } from "./cli/program.ts";

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // Loaded here, as a run that nobody interrupts needs neither.
    Promise.all([import("./sources/postgres.ts"), import("./write-file.ts")])
      .then(([{ abandonConnections }, { removeUnfinished }]) => Promise.all([abandonConnections(), removeUnfinished()]))
      .finally(() => process.exit(exitCodes[signal]));
  });
}

// Writing to a pipe that was closed (`| head`) is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// An exit code set here survives: an exception that nobody catches would make it 1, and 1 means drift.
process.exitCode = await run(process.argv, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
