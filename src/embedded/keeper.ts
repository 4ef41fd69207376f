// The databases of one thread, one after another. The first is closed like any other. From the second on the thread keeps what was closed,
// as whoever starts two starts more: the next that is asked for like it is the same one again, brought back to what it was at its start.

import type { PGlite } from "@electric-sql/pglite";
import { type EmbeddedOptions, openEmbedded, type Program } from "./database.ts";
import { rewinder } from "./rewind.ts";

export interface Opened {
  readonly database: PGlite;
  /** What it is, and its way back; only where it will be kept. */
  readonly again?: { readonly key: string; readonly rewind: () => boolean };
}

/** It holds some 200 MB. */
const keptFor = 10_000; // milliseconds

export class Keeper {
  #isFirst = true;
  #kept: Opened | undefined;
  #end: NodeJS.Timeout | undefined;

  /** @param prepare for each that is opened anew @throws as `openEmbedded` does */
  async open(options: EmbeddedOptions, program: Program, prepare: (database: PGlite) => void): Promise<Opened> {
    clearTimeout(this.#end);
    const kept = this.#kept;
    const key = JSON.stringify(options);
    if (kept?.again?.key === key && kept.again.rewind()) {
      this.#kept = undefined;
      return kept;
    }
    await this.forget();
    const database = await openEmbedded({ ...options, program });
    prepare(database);
    const isKept = !this.#isFirst && options.data === undefined;
    this.#isFirst = false;
    return { database, ...(isKept && { again: { key, rewind: rewinder(database) } }) };
  }

  /** @param onEnd when nobody has asked for it again */
  async close(opened: Opened, onEnd: () => void): Promise<void> {
    if (opened.again === undefined) return opened.database.close();
    this.#kept = opened;
    this.#end = setTimeout(onEnd, keptFor).unref();
  }

  /** Closes the one that is kept. */
  async forget(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.database.close();
  }
}
