// What was read of unchanged files is remembered: by the digest of the file's text and of all that shapes the reading. A file of
// the memory that can't be used is no reason to fail: the source is read again.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../../digest.ts";
import { isOwn } from "../../../embedded/own-file.ts";
import { keepPrivately } from "../../../files.ts";
import { packageVersion } from "../../../package-files.ts";
import type { FileReading } from "../file-reading.ts";

/** To be raised when what is read changes between releases. */
const format = 3;

export class Memory {
  readonly #file: string | undefined;
  readonly #shape: string;
  #known: ReadonlyMap<string, FileReading> = new Map();
  readonly #used = new Map<string, FileReading>();

  /** @param shape all but the file that decides what is read of it */
  constructor(folder: string | undefined, root: string, shape: string) {
    this.#shape = `${packageVersion()} ${format} ${shape}`;
    this.#file = folder === undefined ? undefined : join(folder, `audit-${sha256(root).slice(0, 16)}.json`);
  }

  async load(): Promise<void> {
    if (this.#file === undefined) return;
    try {
      if (!(await isOwn(this.#file))) return;
      const kept: unknown = JSON.parse(await readFile(this.#file, "utf8"));
      if (isKept(kept) && kept.shape === this.#shape) this.#known = new Map(Object.entries(kept.files));
    } catch {
      // The first run has none, and one cut short is as good as none.
    }
  }

  keyOf(file: string, text: string): string {
    return sha256(`${file}\0${text}`);
  }

  get(key: string): FileReading | undefined {
    const reading = this.#known.get(key);
    if (reading !== undefined) this.#used.set(key, reading);
    return reading;
  }

  set(key: string, reading: FileReading): void {
    this.#used.set(key, reading);
  }

  /** Only what this run met, so that it does not grow. */
  async keep(): Promise<void> {
    if (this.#file === undefined) return;
    const files = Object.fromEntries(this.#used);
    await keepPrivately(this.#file, JSON.stringify({ shape: this.#shape, files }));
  }
}

const isKept = (value: unknown): value is { shape: string; files: Record<string, FileReading> } =>
  typeof value === "object" &&
  value !== null &&
  "shape" in value &&
  "files" in value &&
  typeof value.files === "object";
