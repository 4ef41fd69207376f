// How long an embedded PostgreSQL may work, and how much memory it may take.

import { freemem } from "node:os";

/** In seconds, as --restore-timeout has it. */
export const defaultRestoreTimeout = 300;

/** Of each message by itself, or of all that is done within one piece of work. */
export class TimeBound {
  readonly seconds: number;
  #end: number | undefined;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    this.#end = this.#after(performance.now());
    try {
      return await work();
    } finally {
      this.#end = undefined;
    }
  }

  /** @param since when the message was sent */
  isOver(since: number): boolean {
    return performance.now() > (this.#end ?? this.#after(since));
  }

  #after(since: number): number {
    return since + this.seconds * 1000;
  }
}

/** A dump of a thousand tables takes 0.6 GB. */
const most = 4 * 1024 ** 3; // bytes
const shareOfFree = 0.8;

/** What this process has gained since then. Of several databases at once each is charged with all. */
export class MemoryBound {
  readonly #before = resident();
  readonly #most = Math.min(most, shareOfFree * available());

  get isOver(): boolean {
    return resident() - this.#before > this.#most;
  }

  toString(): string {
    return `${(this.#most / 1024 ** 3).toFixed(1)} GB`;
  }
}

/** Where /proc is not mounted nobody can tell; then the bound of time is the only one. */
function resident(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return 0;
  }
}

/** A container's own limit counts; Node.js 20 has no name for it in its first releases. */
function available(): number {
  const { availableMemory } = process as { availableMemory?: () => number };
  return availableMemory?.() ?? freemem();
}
