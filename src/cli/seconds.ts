// How long something may take, as the command line takes it.

import type { Command } from "commander";
import { longestTimeout } from "../config/timeout.ts";
import { UsageError } from "../errors.ts";

/** In seconds. */
export interface Limits {
  readonly timeout?: number;
  readonly restoreTimeout?: number;
}

export const secondsOf = (option: string) => (value: string) => {
  const seconds = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  if (seconds < 1 || seconds > longestTimeout)
    throw new UsageError(`--${option} ${value}: give a whole number of seconds from 1 to ${longestTimeout}`);
  return seconds;
};

export function addTimeoutOptions(command: Command): Command {
  return command
    .option(
      "--timeout <seconds>",
      "limit for reading a live database, connecting included (default: 300)",
      secondsOf("timeout"),
    )
    .option(
      "--restore-timeout <seconds>",
      "limit for restoring a script into the embedded PostgreSQL (default: 300)",
      secondsOf("restore-timeout"),
    );
}

/** The limits that were given. */
export function limitsOf({ timeout, restoreTimeout }: { [limit in keyof Limits]: Limits[limit] | undefined }): Limits {
  return { ...(timeout !== undefined && { timeout }), ...(restoreTimeout !== undefined && { restoreTimeout }) };
}
