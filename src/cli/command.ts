// What a command of the command line is given, and what it answers with.

import { UsageError } from "../errors.ts";

/** Of a terminal that does not say how wide it is, or says 0. */
export const unsaidWidth = 80; // columns

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** What stdout is; undefined where it is a file or a pipe. */
  readonly terminal?: { readonly width: number };
  /** Columns of the terminal that stderr is. */
  readonly errWidth?: number;
}

/** What a command tells the process that called it. */
export const exitCode = { clean: 0, drift: 1, couldNotTell: 2 } as const;

export type Finish = (code: number) => void;

/** An empty value is what a script gives whose variable is unset. */
export function refuseEmpty(option: string, value: string | undefined): void {
  if (value?.trim() === "") throw new UsageError(`--${option} is empty. Is a variable unset?`);
}
