// One target: checked, tried again where the failure may pass, never longer than its time. Whatever goes wrong with it is its own.

import { setTimeout as pause } from "node:timers/promises";
import { type CheckOptions, check } from "../check.ts";
import { DriftcheckError } from "../errors.ts";
import type { Sides } from "../sides.ts";
import { defaultTimeout } from "../sources/connection/patience.ts";
import { mayPass } from "./may-pass.ts";
import { failedRecord, recordOf, type Signs, type TargetRecord } from "./record.ts";
import type { Target } from "./target.ts";

export const defaultRetries = 2;

const firstPause = 500; // milliseconds

export interface Attempt {
  readonly options: CheckOptions;
  /** How the sides are had, and what is found out on the way. */
  readonly sides: Sides;
  readonly signs: () => Signs;
}

/**
 * @param begin for each attempt anew
 * @param started when its time began, as performance.now() has it
 */
export async function checkTarget(
  target: Target,
  retries: number,
  begin: () => Attempt,
  started = performance.now(),
): Promise<TargetRecord> {
  const { name } = target;
  const attempt = async (timeout: number) => {
    const { options, sides, signs } = begin();
    const report = await check({ ...options, timeout, locate: false, oneOfMany: true }, sides);
    // What an older revision declares, no digest of the declared side tells.
    return recordOf(name, report, report.migrations?.comparedAtRecorded ? {} : signs());
  };
  const outcome = await tried(target, retries, attempt, started);
  return outcome instanceof Error ? failedRecord(name, outcome) : outcome;
}

/** @param work is given the seconds that are left. @returns the error of the last attempt, where none succeeded */
export async function tried<Value extends object>(
  target: Target,
  retries: number,
  work: (seconds: number) => Promise<Value>,
  started = performance.now(),
): Promise<Value | DriftcheckError> {
  const seconds = target.options.timeout ?? defaultTimeout;
  for (let attempt = 0; ; attempt += 1) {
    const left = Math.ceil(seconds - (performance.now() - started) / 1000);
    try {
      return await work(Math.max(1, left));
    } catch (error) {
      if (!(error instanceof DriftcheckError)) throw error;
      const wait = firstPause * 2 ** attempt;
      if (attempt >= retries || !mayPass(error) || left * 1000 <= wait) return error;
      await pause(wait);
    }
  }
}
