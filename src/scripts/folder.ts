// What lies in a folder of migrations, by name. Names are data: what is shown of them can't act on a terminal.

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import { readText, type Script } from "./files.ts";

/** The names in a folder by code unit, as Go and Java sort them. @throws SourceError when it can't be read */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = { ENOENT: "the folder does not exist", EACCES: "permission denied", ENOTDIR: "it is not a folder" }[
      code
    ];
    throw new SourceError(`cannot read ${printable(folder)}: ${why ?? code}`, { cause: error });
  }
}

/** The same of the folders in it too, with `/` between; links are followed, but not in a circle. */
export async function namesBelow(folder: string, seen: readonly string[] = []): Promise<string[]> {
  const names = await namesIn(folder);
  const below = await Promise.all(
    names.map(async (name) => {
      if (name.startsWith(".") || name === "node_modules") return [];
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      if (info?.isDirectory() !== true) return [name];
      const identity = `${info.dev}:${info.ino}`;
      if (seen.includes(identity)) return [];
      return (await namesBelow(path, [...seen, identity])).map((each) => `${name}/${each}`);
    }),
  );
  return below.flat();
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/**
 * A script whose text is made from a file's, line by line, so that an error's line is the file's own. The tool sends it to the
 * server in a transaction, and what can't be run in one outside of it.
 */
export async function scriptOf(path: string, change: (text: string, name: string) => string): Promise<Script> {
  return { ...(await psqlScriptOf(path, change)), sent: "transaction" };
}

/** The same, of a tool that has psql run it. */
export async function psqlScriptOf(path: string, change: (text: string, name: string) => string): Promise<Script> {
  const name = printable(path);
  return { name, text: change(await readText(path), name) };
}

/** Whether a .sql file of this folder has such a line: by its markers, as a tool's own files may be named in many ways. */
export async function anyFileHas(folder: string, marker: RegExp): Promise<boolean> {
  // What can't be read is not this tool's, as far as can be told; whoever reads it says why.
  for (const name of await namesIn(folder).catch(() => [])) {
    if (!name.endsWith(".sql")) continue;
    const text = await readFile(join(folder, name), "utf8").catch(() => "");
    if (marker.test(text.replace(/^\uFEFF/, ""))) return true;
  }
  return false;
}
