// Whether the live schema still is the one for which a file of a plan was made.

import { type CheckOptions, compareSources } from "../check.ts";
import { UsageError } from "../errors.ts";
import { printable } from "../redact.ts";
import { readText } from "../scripts/files.ts";
import { fingerprintIn } from "./formats/comments.ts";
import { fingerprintOf } from "./make.ts";

/** @throws UsageError where the file is no plan's; as `check` does, where the live schema can't be read */
export async function isStillAsPlanned(file: string, options: CheckOptions): Promise<boolean> {
  const made = fingerprintIn(await readText(file));
  if (made === undefined)
    throw new UsageError(
      `${printable(file)} was not written by driftcheck plan: its head has no live fingerprint. Name a file of a plan.`,
    );
  const { comparison } = await compareSources(options);
  return fingerprintOf(comparison.live) === made;
}
