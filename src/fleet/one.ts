// One target: checked, tried again where the failure may pass, never longer than its time. Whatever goes wrong with it is its own.

import { setTimeout as pause } from "node:timers/promises";
import { type CheckOptions, check, type Sides } from "../check.ts";
import { DriftcheckError } from "../errors.ts";
import { defaultTimeout } from "../sources/connection/patience.ts";
import { mayPass } from "./may-pass.ts";
import { failedRecord, recordOf, type TargetRecord } from "./record.ts";
import type { Target } from "./target.ts";

export const defaultRetries = 2;

const firstPause = 500; // milliseconds

export interface Attempt {
  readonly options: CheckOptions;
  /** How the sides are had, and what is found out on the way. */
  readonly sides: Sides;
  readonly fingerprint: () => string | undefined;
}

/** @param begin for each attempt anew */
export async function checkTarget(target: Target, retries: number, begin: () => Attempt): Promise<TargetRecord> {
  const { name } = target;
  const seconds = target.options.timeout ?? defaultTimeout;
  const started = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    const left = Math.ceil(seconds - (performance.now() - started) / 1000);
    const { options, sides, fingerprint } = begin();
    try {
      const report = await check({ ...options, timeout: Math.max(1, left), locate: false, oneOfMany: true }, sides);
      // What an older revision declares, no digest of the declared side tells.
      return recordOf(name, report, report.migrations?.comparedAtRecorded ? undefined : fingerprint());
    } catch (error) {
      if (!(error instanceof DriftcheckError)) throw error;
      const wait = firstPause * 2 ** attempt;
      if (attempt >= retries || !mayPass(error) || left * 1000 <= wait) return failedRecord(name, error);
      await pause(wait);
    }
  }
}
