// What is finished, line by line, while a fleet is checked: a run that was killed goes on from here. It is read only by its user,
// holds no URL, and is taken away when the report is written.

import { constants } from "node:fs";
import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { codeOf, inWords, ofWriting } from "../error-code.ts";
import { UsageError } from "../errors.ts";
import { keepPrivately } from "../files.ts";
import { isFields } from "../input/fields.ts";
import { printable } from "../redact.ts";
import { listNames, type TargetRecord } from "./record.ts";

interface Begin {
  readonly journal: 1;
  /** Of the run: what it is about. */
  readonly about: string;
  readonly process: number;
  readonly host: string;
}

export class Journal {
  readonly #file: string;
  readonly #handle: FileHandle;
  /** What the killed run had finished. */
  readonly known: ReadonlyMap<string, TargetRecord>;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, known: ReadonlyMap<string, TargetRecord>) {
    this.#file = file;
    this.#handle = handle;
    this.known = known;
  }

  /**
   * Opens it, and takes up what a killed run left in it.
   * @param about a digest of what the run is about: the journal of another one is begun anew
   * @throws UsageError where another process writes it, it can't be written, or is no journal
   */
  static async open(file: string, about: string): Promise<Journal> {
    const begin: Begin = { journal: 1, about, process: process.pid, host: hostname() };
    try {
      const [before, ...records] = await linesOf(file);
      if (before !== undefined) refuseRunning(before, file);
      const known = before?.about === about ? records.filter(isRecord) : [];
      // Whole or not at all: whoever kills this run, too, loses nothing.
      if (!(await keepPrivately(file, [begin, ...known].map(lineOf).join(""))))
        throw new UsageError(`cannot write the journal ${printable(file)}. Check its folder's permissions and space.`);
      const handle = await open(file, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
      return new Journal(file, handle, new Map(known.map((record) => [record.name, record])));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`cannot write the journal ${printable(file)}: ${inWords(error, ofWriting)}`, {
        cause: error,
      });
    }
  }

  /** Of what is in it already, nothing. @throws UsageError where it can't be written */
  async add(record: TargetRecord): Promise<void> {
    if (this.known.get(record.name) === record) return;
    this.#written = this.#written.then(() => this.#handle.appendFile(lineOf(record)));
    return this.#written.catch((error: unknown) => {
      throw new UsageError(`cannot write the journal ${printable(this.#file)}: ${inWords(error, ofWriting)}`, {
        cause: error,
      });
    });
  }

  /** The report is written: nothing is left to go on from. */
  async end(): Promise<void> {
    await this.#handle.close();
    await rm(this.#file, { force: true });
  }
}

const lineOf = (value: object) => `${JSON.stringify(value)}\n`;

/** Of a file that is there. The last line may be cut off where the process was killed. */
async function linesOf(file: string): Promise<readonly [] | readonly [Begin, ...unknown[]]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return "";
    throw new UsageError(`cannot read the journal ${printable(file)}: ${inWords(error)}`, { cause: error });
  });
  if (text === "") return [];
  const [begin, ...records] = text.split("\n").map(parsed);
  if (!isBegin(begin))
    throw new UsageError(
      `${printable(file)} is no journal of a fleet, and driftcheck overwrites no other file. Name another.`,
    );
  return [begin, ...records];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const isBegin = (value: unknown): value is Begin =>
  isFields(value) && value.journal === 1 && typeof value.about === "string" && typeof value.process === "number";

const isRecord = (value: unknown): value is TargetRecord =>
  isFields(value) && typeof value.name === "string" && listNames.every((name) => Array.isArray(value[name]));

/** In containers each run may have the same process id. */
function refuseRunning({ process: id, host }: Begin, file: string): void {
  if (host !== hostname() || id === process.pid || !isRunning(id)) return;
  throw new UsageError(
    `process ${id} writes the journal ${printable(file)} at the moment. Wait for it, or name another.`,
  );
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
