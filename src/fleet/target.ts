// A target: one database, or one schema of it, that is compared with the declared side. Its name is all that reports and journals
// ever tell of where it is.

import type { CheckOptions } from "../check.ts";
import { UsageError } from "../errors.ts";
import { printable, redact } from "../redact.ts";

export interface Target {
  readonly name: string;
  readonly options: CheckOptions;
  /** The one live schema that it is, of the database that `live` names. */
  readonly tenant?: Tenant;
}

export interface Tenant {
  readonly schema: string;
  /** The declared schema that it is read as; where undefined, the only one that the declared side has. */
  readonly as?: string;
}

const longest = 200;

/** @throws UsageError at a name that is none, and at one that two targets have */
export function refuseNames(targets: readonly Pick<Target, "name">[]): void {
  if (targets.length === 0) throw new UsageError("the list of targets is empty. List at least one database.");
  const seen = new Set<string>();
  for (const { name } of targets) {
    const shown = () => printable(redact(name));
    if (name.includes("/"))
      throw new UsageError(`the target ${shown()} has a slash in its name. Give it another one with name:.`);
    // Reports have names. What looks like a part of a URL may be its password.
    if (/[:@=]/.test(name) && redact(name) !== name)
      throw new UsageError(
        `the target ${shown()} has a name that may contain a password. Give it another one with name:.`,
      );
    if (name.trim() === "" || name !== name.trim() || name.length > longest || printable(name) !== name)
      throw new UsageError(
        `the target "${shown().slice(0, longest)}" has no valid name: write 1 to ${longest} characters without blanks at its ends and without control characters.`,
      );
    if (seen.has(name))
      throw new UsageError(`the target ${shown()} is listed twice. Remove one, or rename it with name:.`);
    seen.add(name);
  }
}
