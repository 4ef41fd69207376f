// One line on stderr while a restore takes long, on a terminal only, and gone when it ends.

import { basename } from "node:path";
import { isatty } from "node:tty";
import { printable } from "../redact.ts";
import { piecesOf } from "../reporters/text/columns.ts";
import { number } from "../reporters/words.ts";
import { type Streams, unsaidWidth } from "./command.ts";

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

export interface TargetProgress {
  /** So many targets are finished, of so many. */
  readonly finished: (done: number, of: number) => void;
  readonly end: () => void;
}

/** The same for many databases. */
export function targetsOn(streams: Streams): TargetProgress | undefined {
  const line = lineOn(streams);
  return (
    line && {
      finished: (done, of) => line.show(`${number(done)} of ${number(of)} targets checked`),
      end: line.end,
    }
  );
}

/** @param isWatched whether stderr is a terminal. @returns undefined where nobody watches */
export function progressOn(streams: Streams, isWatched?: boolean, now?: () => number): Progress | undefined {
  const line = lineOn(streams, isWatched, now);
  return (
    line && {
      restored: (script, done, of) =>
        line.show(`Restoring ${number(done)} of ${number(of)} statements of ${printable(basename(script))}`),
      end: line.end,
    }
  );
}

function lineOn({ err, errWidth: width = unsaidWidth }: Streams, isWatched = isatty(2), now = () => performance.now()) {
  if (!isWatched) return undefined;
  const started = now();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show: (text: string) => {
      const at = now();
      if (at - started < patience || at - shown < between) return;
      shown = at;
      // One that goes on in the next line can't be taken away.
      err(`${erase}${piecesOf(text, width - 1)[0]}`);
    },
    end: () => {
      if (shown !== Number.NEGATIVE_INFINITY) err(erase);
    },
  };
}
