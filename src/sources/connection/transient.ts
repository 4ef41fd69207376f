// What a server says where DDL ran beside a read: the same read, once more, is likely to succeed.

import { codeOf } from "../../error-code.ts";
import { SchemaChangedError } from "../../errors.ts";

const states = new Set([
  "40001", // could not serialize access
  "40P01", // deadlock detected
  "55P03", // lock timeout
  "58P01", // could not open file: its table is gone
  "XX000", // could not open relation with OID, cache lookup failed, tuple concurrently updated
]);

const gone = /\bOID \d+|cache lookup failed|concurrently/i;

/** Whether an error, or what caused it, is one of these. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  // An undefined object that has a number instead of a name was dropped a moment ago.
  return states.has(code) || (code.startsWith("42") && gone.test(error.message)) || isTransient(error.cause);
}

/** A reading takes a moment, and the next one is likely to fall between two migrations. */
const mostReadings = 5;

/**
 * Does it, and once more where DDL ran beside it; a few times more where that only made what was read worthless.
 * @param first the first time, where it has begun already
 */
export async function onceMore<T>(work: () => Promise<T>, first: Promise<T> = work()): Promise<T> {
  let reading = first;
  for (let times = 1; ; times++) {
    try {
      return await reading;
    } catch (error) {
      const most = hasChanged(error) ? mostReadings : isTransient(error) ? 2 : 1;
      if (times >= most) throw error;
      reading = work();
    }
  }
}

function hasChanged(error: unknown): boolean {
  return error instanceof SchemaChangedError || (error instanceof Error && hasChanged(error.cause));
}
