// What a fleet is checked with, and what comes of it.

import type { FleetReport } from "../reporters/fleet/report.ts";

export interface FleetOptions {
  /** How many targets are read at once. */
  readonly jobs?: number;
  readonly retries?: number;
  readonly shard?: NonNullable<FleetReport["shard"]>;
  readonly strict?: boolean;
  readonly failOn?: readonly string[];
  /** A report, from which what has not changed is taken over. */
  readonly since?: FleetReport;
  /** The file in which what is finished is kept. */
  readonly journal?: string;
  /** Told of how many targets were finished, of how many. */
  readonly finished?: (done: number, of: number) => void;
}

export const defaultJobs = 8;

export interface Fleet {
  readonly report: FleetReport;
  /** How many targets were taken over, as nothing had changed. */
  readonly unchanged: number;
  /** To be called when the report is written: then nothing is left to go on from. */
  readonly end: () => Promise<void>;
}
