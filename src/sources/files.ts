// Reading what a user named, with errors that say which file and what to do.

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../errors.ts";

export interface Script {
  readonly name: string;
  readonly text: string;
}

/**
 * A .sql file, or the .sql files of a folder in the order of their names (numbers by value: `9_x` before `10_x`).
 * @throws SourceError when there is none, or nothing in them
 */
export async function readScripts(locator: string): Promise<Script[]> {
  const info = await stat(locator).catch((error: unknown) => {
    throw cannotRead(locator, error);
  });
  const names = info.isDirectory() ? await sqlFilesOf(locator) : [locator];
  const scripts = await Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(name, "utf8").catch((error: unknown) => {
        throw cannotRead(name, error);
      }),
    })),
  );
  if (scripts.every(({ text }) => text.trim() === ""))
    throw new SourceError(`${locator} is empty: there is nothing to compare`);
  return scripts;
}

async function sqlFilesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql"));
  if (names.length === 0) throw new SourceError(`${folder} holds no .sql file`);
  return names.sort(new Intl.Collator("en", { numeric: true }).compare).map((name) => join(folder, name));
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "permission denied",
  EISDIR: "it is a folder",
};

export function cannotRead(name: string, error: unknown): SourceError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new SourceError(`cannot read ${name}: ${explanations[code] ?? code}`, { cause: error });
}
