// What is known of targets from before: of a report, or of a run that was killed. It holds where the catalog still has the
// fingerprint that it had, and the options and the declared side are the same, which the fingerprint says too.

import { DriftcheckError } from "../errors.ts";
import type { TargetRecord } from "./record.ts";

export type Known = ReadonlyMap<string, TargetRecord>;

/**
 * The record, if the target is still what it is about.
 * @param ask the fingerprint of today
 */
export async function stillTrue(
  record: TargetRecord | undefined,
  ask: () => Promise<string | undefined>,
): Promise<TargetRecord | undefined> {
  if (record?.fingerprint === undefined || record.outcome === "could-not-tell") return undefined;
  try {
    return (await ask()) === record.fingerprint ? record : undefined;
  } catch (error) {
    // Whatever it is, reading the target says it better.
    if (error instanceof DriftcheckError) return undefined;
    throw error;
  }
}
