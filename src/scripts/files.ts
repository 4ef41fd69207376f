// Reading what a user named, with errors that say which file and what to do.

import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { inWords } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { redact } from "../redact.ts";
import { archivedSchema, defaultArchiveTimeout, isArchive, plainDumpOf } from "./archive.ts";
import { decoded } from "./encoding.ts";
import { sqlFilesIn } from "./sql-files.ts";

export interface Script {
  readonly name: string;
  readonly text: string;
  /** A migration tool sends it to the server, in a transaction where it begins one. By default psql runs it. */
  readonly sent?: "transaction" | "alone";
  /** What psql's \i may read lies in this folder. Undefined where it may read nothing. */
  readonly folder?: string;
  /** Of a text that was made from the file `name`: the file's line for each of its own. By default they are the same. */
  readonly lines?: readonly number[];
}

/**
 * A .sql file, the .sql files of a folder in the order of their names (numbers by value: `9_x` before `10_x`), or the schema of an
 * archive of pg_dump's.
 * @param timeout how long pg_restore may take to read an archive, in seconds
 * @throws SourceError when there is none, or nothing in them
 */
export async function readScripts(locator: string, timeout = defaultArchiveTimeout): Promise<Script[]> {
  if (await isArchive(locator)) return [await archiveScript(locator, timeout)];
  const info = await stat(locator).catch((error: unknown) => {
    throw cannotRead(locator, error);
  });
  const names = info.isDirectory() ? await sqlFilesIn(locator) : [locator];
  const folder = info.isDirectory() ? locator : dirname(locator);
  const read = await Promise.allSettled(names.map(async (name) => ({ name, text: await readText(name), folder })));
  // Of several that can't be read the first by its name is told, whichever failed first.
  const scripts = read.map((each) => {
    if (each.status === "rejected") throw each.reason;
    return each.value;
  });
  refuseEmpty(locator, scripts);
  return scripts;
}

/** A dump: a file of SQL, or an archive. @throws SourceError when it can't be read */
export async function readDumpFile(path: string, timeout = defaultArchiveTimeout): Promise<Script> {
  return (await isArchive(path)) ? archiveScript(path, timeout) : { name: path, text: await readText(path) };
}

async function archiveScript(path: string, timeout: number): Promise<Script> {
  // Its lines are of what pg_restore wrote.
  return { name: `${path} (as SQL)`, text: await archivedSchema(path, timeout) };
}

function refuseEmpty(locator: string, scripts: readonly Script[]): void {
  if (scripts.every(({ text }) => text.trim() === ""))
    throw new SourceError(
      `${locator} is empty. Pass a file that declares a schema, or put a comment into it and pass --allow-empty.`,
    );
}

/**
 * The text of a file, without a byte order mark.
 * @throws SourceError when it can't be read, or is not text: bytes that are replaced would be another default or name
 */
export async function readText(name: string): Promise<string> {
  const bytes = await readFile(name).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  return textOf(bytes, name);
}

/** @throws SourceError as `readText` does */
export function textOf(bytes: Buffer, name: string): string {
  if (bytes.subarray(0, 5).equals(customFormat)) {
    throw new SourceError(`${name} is a pg_dump archive, not SQL. ${plainDumpOf(name)}`);
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    const text = bytes.includes(0) ? undefined : decoded(bytes);
    if (text !== undefined) return text;
    throw new SourceError(`${name} is not UTF-8 text. Convert it, or make the dump with pg_dump --encoding=UTF8.`);
  }
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

const customFormat = Buffer.from("PGDMP");

function cannotRead(name: string, error: unknown): SourceError {
  return new SourceError(`cannot read ${redact(name)}: ${inWords(error)}`, { cause: error });
}
