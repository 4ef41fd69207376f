// What new migrations need to know of a tool's folder: the numbers that are taken, and names for themselves.

import { SourceError, UsageError } from "../../errors.ts";
import type { MigrationTool } from "../../migrations/tool.ts";
import { printable } from "../../redact.ts";
import { namesIn } from "../../scripts/folder.ts";

export interface TakenNumbers {
  /** As they are written. */
  readonly numbers: readonly string[];
  readonly names: readonly string[];
}

/**
 * @param numbered what the tool's file names are like; the number is its first group
 * @throws SourceError when the folder can't be read, or the tool would refuse what it holds already
 */
export async function folderOf(tool: MigrationTool, path: string, numbered: RegExp): Promise<TakenNumbers> {
  const names = await namesIn(path);
  const numbers = names.flatMap((name) => numbered.exec(name)?.[1] ?? []);
  if (numbers.length > 0) {
    const { problems } = await tool.history(path, {});
    const [doubled] = problems.filter((problem) => problem.includes(" have the same id "));
    if (doubled !== undefined) throw new SourceError(`${doubled}, so ${tool.title} would stop there. Rename one.`);
  } else if (names.some((name) => /\.(?:sql|rb|py|go)$/.test(name))) {
    throw new SourceError(
      `${printable(path)} contains no migration of ${tool.title}, but other files. Name the folder of its migrations with --out.`,
    );
  }
  return { numbers, names };
}

/** A name for each of several migrations. */
export function slugs(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => (count === 1 ? name : `${name}_${at + 1}`));
}

const longest = 60;

/** @throws UsageError where a tool could not have it in a file's name, or in a program */
export function checkName(name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || name.length > longest)
    throw new UsageError(
      `--name ${JSON.stringify(name)}: use lower-case letters, digits and underscores, a letter first, at most ${longest}.`,
    );
}
