// The files that a script has psql read (\i, \ir). Only what lies in the folder of the script that the user named is read: where
// a path leads is data, and may lead anywhere.

import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { inWords } from "../error-code.ts";
import { printable } from "../redact.ts";
import { type Script, textOf } from "./files.ts";

/** Why a file is not read, in a clause. */
export class NotIncluded extends Error {}

/** A script may name one file many times. */
const most = 10_000;
const largest = 512 * 1024 * 1024; // bytes

export class Includes {
  /** What was read, in order. */
  readonly files: Script[] = [];
  readonly #folder: string;
  readonly #places = new Set<string>();
  readonly #open: string[] = [];
  #size = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether this file was read as a part of another. */
  has(name: string): boolean {
    return this.#places.has(realpathSync(name));
  }

  /**
   * What `read` makes of the file that is named: from the folder of the script that names it, or as psql has it, from where it
   * was started. That is the script's folder, the folder that we were started in, or one above: where there is such a file.
   * @throws NotIncluded
   */
  within<T>(path: string, from: string, isRelative: boolean, read: (script: Script) => T): T {
    const { name, place } = this.#find(path, from, isRelative);
    if (this.#open.includes(place) || realpathSync(from) === place)
      throw new NotIncluded(`would read ${name} in a circle`);
    const script = this.#read(name);
    this.#places.add(place);
    this.#open.push(place);
    try {
      return read(script);
    } finally {
      this.#open.pop();
    }
  }

  #find(path: string, from: string, isRelative: boolean): { readonly name: string; readonly place: string } {
    if (printable(path) !== path) throw new NotIncluded(`names the file ${printable(path)}, which is not read`);
    const starts = isAbsolute(path) ? [""] : isRelative ? [dirname(from)] : [this.#folder, ".", ...this.#above()];
    const names = starts.map((start) => join(start, path));
    const name = names.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
    if (name === undefined) throw new NotIncluded(`cannot find the file ${names[0]}`);
    const place = realpathSync(name);
    if (!place.startsWith(realpathSync(this.#folder) + sep))
      throw new NotIncluded(`names ${name}, which is outside of the folder ${this.#folder || "."}`);
    return { name, place };
  }

  /** psql may have been started further up, where a path to this folder begins. */
  #above(): string[] {
    const above: string[] = [];
    for (let at = realpathSync(this.#folder); dirname(at) !== at; at = dirname(at)) above.push(dirname(at));
    return above;
  }

  #read(name: string): Script {
    let bytes: Buffer;
    try {
      bytes = readFileSync(name);
    } catch (error) {
      throw new NotIncluded(`cannot read ${name}: ${inWords(error)}`, { cause: error });
    }
    this.#size += bytes.length;
    if (this.files.length >= most || this.#size > largest)
      throw new NotIncluded(
        `would read more than ${most} files or ${largest / 1024 ** 2} MB in all (${basename(name)})`,
      );
    const script = { name, text: textOf(bytes, name) };
    this.files.push(script);
    return script;
  }
}
