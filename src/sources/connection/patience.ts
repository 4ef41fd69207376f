// How long a server may keep us waiting. Only time in which this process had nothing else to do counts: while it works
// itself, an answer may have come that nobody has looked at.

import { SourceError } from "../../errors.ts";

/** In seconds. */
export interface Limits {
  /** For all answers of a connection together, from the first on. */
  readonly whole?: number;
  /** For one answer; also for connecting, where nothing else is said. */
  readonly message: number;
}

export const defaultTimeout = 300;

/** PostgreSQL itself ends a statement of ours after two minutes, if nothing else is said. */
const usualStatement = 120;

/** A server that is silent for so much longer is no longer there. */
const grace = 30;

export const limitsToRead = (timeout = defaultTimeout, statementTimeout = usualStatement): Limits => ({
  whole: timeout,
  message: Math.min(timeout, statementTimeout + grace),
});

/** A restore takes as many messages as the dump is long. */
export const limitsToWrite = (timeout = defaultTimeout): Limits => ({ message: timeout });

const tick = 50; // milliseconds

export class TimeoutError extends SourceError {}

export class Patience {
  readonly #limits: Limits;
  #left: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#left = (limits.whole ?? Number.POSITIVE_INFINITY) * 1000;
  }

  /** Waits for an answer. @param giveUp is called when the time is over, and must make the answer fail */
  async during<T>(answer: Promise<T>, giveUp: (why: TimeoutError) => void): Promise<T> {
    const { message, whole } = this.#limits;
    let left = Math.min(message * 1000, this.#left);
    const watch = setInterval(() => {
      left -= tick;
      this.#left -= tick;
      if (left > 0) return;
      clearInterval(watch);
      const waited = this.#left > 0 ? `not answered for ${message} s` : `taken ${whole} s for its answers`;
      const why = `the server has ${waited}. Check the server and the network and try again, or raise --timeout.`;
      // What has arrived meanwhile is read first.
      setImmediate(() => giveUp(new TimeoutError(why)));
    }, tick);
    try {
      return await answer;
    } finally {
      clearInterval(watch);
    }
  }
}
