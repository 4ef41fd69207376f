// Reading what a user named, with errors that say which file and what to do.

import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { inWords } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { sqlFilesIn } from "./sql-files.ts";

export interface Script {
  readonly name: string;
  readonly text: string;
  /** A migration tool sends it to the server, in a transaction where it begins one. By default psql runs it. */
  readonly sent?: "transaction" | "alone";
  /** Of a text that was made from the file `name`: the file's line for each of its own. By default they are the same. */
  readonly lines?: readonly number[];
}

/**
 * A .sql file, or the .sql files of a folder in the order of their names (numbers by value: `9_x` before `10_x`).
 * @throws SourceError when there is none, or nothing in them
 */
export async function readScripts(locator: string): Promise<Script[]> {
  const info = await stat(locator).catch((error: unknown) => {
    throw cannotRead(locator, error);
  });
  const names = info.isDirectory() ? await sqlFilesIn(locator) : [locator];
  const scripts = await Promise.all(names.map(async (name) => ({ name, text: await readText(name) })));
  if (scripts.every(({ text }) => text.trim() === ""))
    throw new SourceError(`${locator} is empty. Pass a file that declares a schema.`);
  return scripts;
}

/**
 * The text of a file, without a byte order mark.
 * @throws SourceError when it can't be read, or is not text: bytes that are replaced would be another default or name
 */
export async function readText(name: string): Promise<string> {
  const bytes = await readFile(name).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  if (bytes.subarray(0, 5).equals(customFormat)) {
    throw new SourceError(
      `${name} is a dump in pg_dump's custom format. Make a plain one with pg_dump --format=plain.`,
    );
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw new SourceError(`${name} is not UTF-8 text. Convert it, or make the dump with pg_dump --encoding=UTF8.`);
  }
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

const customFormat = Buffer.from("PGDMP");

function cannotRead(name: string, error: unknown): SourceError {
  return new SourceError(`cannot read ${redact(name)}: ${inWords(error)}`, { cause: error });
}
