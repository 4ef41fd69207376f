// The ids of the last report in a folder, kept in the cache so that a shell can complete them. Only its user can read them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../digest.ts";
import { isOwn } from "../embedded/own-file.ts";
import { cacheDirectory } from "../embedded/prepared-data.ts";
import { keepPrivately } from "../files.ts";
import { printable } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";

const most = 10_000;

function place(): string | undefined {
  const folder = cacheDirectory();
  return folder === undefined ? undefined : join(folder, `ids-${sha256(process.cwd()).slice(0, 16)}.json`);
}

/** Without a cache nothing is completed: no reason to fail. */
export async function rememberIds({ drift, ignored }: Report): Promise<void> {
  const file = place();
  if (file === undefined) return;
  const ids = new Set([...drift, ...ignored].map(({ id }) => printable(id)));
  await keepPrivately(file, JSON.stringify([...ids].slice(0, most))).catch(() => false);
}

export async function lastIds(): Promise<readonly string[]> {
  const file = place();
  try {
    const ids: unknown = file !== undefined && (await isOwn(file)) ? JSON.parse(await readFile(file, "utf8")) : [];
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
