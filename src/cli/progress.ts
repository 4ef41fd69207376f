// One line on stderr while a restore takes long, on a terminal only, and gone when it ends.

import { isatty } from "node:tty";
import { printable } from "../redact.ts";
import { number } from "../reporters/words.ts";
import type { Streams } from "./command.ts";

/** Whoever waits for less needs no line. */
const patience = 1000; // milliseconds
const between = 100; // milliseconds

const erase = "\r\u001b[K";

export interface Progress {
  /** A script of which so many statements ran, of so many. */
  readonly restored: (script: string, done: number, of: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** @param isWatched whether stderr is a terminal. @returns undefined where nobody watches */
export function progressOn(
  { err }: Streams,
  isWatched = isatty(2),
  now = () => performance.now(),
): Progress | undefined {
  if (!isWatched) return undefined;
  const started = now();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    restored: (script, done, of) => {
      const at = now();
      if (at - started < patience || at - shown < between) return;
      shown = at;
      err(`${erase}Restoring ${printable(script)}: ${number(done)} of ${number(of)} statements`);
    },
    end: () => {
      if (shown !== Number.NEGATIVE_INFINITY) err(erase);
    },
  };
}
