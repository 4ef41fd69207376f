// A database that somebody migrates without pause: which states it was in, and when, so that a verdict can be held against them.

import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { toggles } from "./changes.ts";

interface State {
  readonly drift: ReadonlySet<string>;
  /** From before the transaction that led to it was committed. */
  readonly from: number;
  /** Until after the next one was. */
  to: number;
}

export class Migrations {
  readonly #url: string;
  readonly #random: () => number;
  readonly #states: State[] = [{ drift: new Set(), from: 0, to: Number.POSITIVE_INFINITY }];
  readonly #on = new Set<number>();
  /** How many transactions there were. */
  count = 0;

  constructor(url: string, random: () => number) {
    this.#url = url;
    this.#random = random;
  }

  async run(isOver: () => boolean): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: "migrations" });
    await client.connect();
    try {
      while (!isOver()) {
        await this.#migrate(client);
        // Some times faster than a check, and some times slower.
        await sleep(4_000 * this.#random() ** 3);
      }
    } finally {
      await client.end();
    }
  }

  /** Half of the time back to what is declared, else one change more or less. */
  async #migrate(client: Client): Promise<void> {
    const chosen = Math.floor(this.#random() * toggles.length);
    const changed = this.#on.size > 0 && this.#random() < 0.5 ? [...this.#on] : [chosen];
    const sql = changed.map((at) => (this.#on.has(at) ? toggles[at]?.off : toggles[at]?.on)).join(";\n");
    for (const at of changed) if (!this.#on.delete(at)) this.#on.add(at);
    const from = performance.now();
    await client.query(`BEGIN; ${sql}; COMMIT`);
    const last = this.#states.at(-1);
    if (last !== undefined) last.to = performance.now();
    const drift = new Set([...this.#on].flatMap((at) => toggles[at]?.drift ?? []));
    this.#states.push({ drift, from, to: Number.POSITIVE_INFINITY });
    this.count += 1;
    // What nobody asks of any more.
    while (this.#states.length > 10_000) this.#states.shift();
  }

  /** Whether it was in a state with just this drift at some time between. */
  wasAt(drift: readonly string[], start: number, end: number): boolean {
    return this.#states.some(
      (state) =>
        state.from <= end &&
        state.to >= start &&
        state.drift.size === drift.length &&
        drift.every((each) => state.drift.has(each)),
    );
  }
}
