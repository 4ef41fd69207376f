// Where libpq keeps a user's own files.

import { homedir } from "node:os";
import { join } from "node:path";

/** Undefined where there is no home. */
export function inHome(...path: readonly string[]): string | undefined {
  try {
    return join(homedir(), ...path);
  } catch {
    return undefined;
  }
}
