// The manage.py that a locator of Django's stands for.

import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SourceError } from "../../errors.ts";
import { isFile } from "../../scripts/folder.ts";

/** @throws SourceError where there is none */
export async function manageOf(path: string): Promise<string> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const manage = resolve(isFolder ? join(path, "manage.py") : path);
  if (await isFile(manage)) return manage;
  throw new SourceError(`${path} contains no manage.py. Name the project's, as in django:manage.py.`);
}
