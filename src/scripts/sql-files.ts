// The .sql files of a folder. What looks like a part of the schema and is not read is refused by its name, never passed over.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { inWords, ofFolder } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";

const isSql = (name: string) => /\.sql$/i.test(name);

/** Other names that SQL goes by: another ending, or packed. */
const isLikeSql = (name: string) => /\.(?:p(?:g|l)?sql|ddl|sql\.(?:gz|bz2|xz|zst|zip|lz4))$/i.test(name);

/**
 * In the order of their names, numbers by value: `9_x` before `10_x`.
 * @throws SourceError when there is none, or when some SQL in the folder would not be read
 */
export async function sqlFilesIn(folder: string): Promise<string[]> {
  const names = await namesIn(folder);
  const like = names.find(isLikeSql);
  if (like !== undefined)
    throw new SourceError(
      `${shown(folder, like)} would not be read; only .sql files are. Rename it, unpack it, or move it out of the folder.`,
    );
  for (const name of names) {
    const inside = isSql(name) ? undefined : await firstSql(join(folder, name));
    if (inside !== undefined)
      throw new SourceError(
        `${printable(inside)} would not be read, because it is in a subfolder and the order of the files is unknown. Pass one file with everything in order, or that folder alone.`,
      );
  }
  const files = names.filter(isSql);
  if (files.length === 0) throw new SourceError(`${printable(folder)} contains no .sql file`);
  return files.map((name) => join(folder, name));
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new SourceError(`cannot read the folder ${printable(folder)}: ${inWords(error, ofFolder) || error.message}`, {
      cause: error,
    });
  });
  return names.sort(new Intl.Collator("en", { numeric: true }).compare);
}

const shown = (folder: string, name: string) => printable(join(folder, name));

/** Links may go in circles. */
const deepest = 8;

/** The first SQL in a folder or below it; undefined for a file. What hides behind a dot is a tool's. */
async function firstSql(path: string, depth = 1): Promise<string | undefined> {
  if (/(?:^|\/)\.[^/]*$/.test(path) || depth > deepest) return undefined;
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory() !== true) return undefined;
  const names = await namesIn(path);
  const file = names.find((name) => isSql(name) || isLikeSql(name));
  if (file !== undefined) return join(path, file);
  for (const name of names) {
    const inside = await firstSql(join(path, name), depth + 1);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
