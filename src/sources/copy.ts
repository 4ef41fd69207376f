// A database of our own with the schema that a locator stands for, in this process: whoever asks for one may change it.
// What the locator stands for is only read.

import { SourceError, UsageError } from "../errors.ts";
import { redact } from "../redact.ts";
import { splitScript } from "../scripts/psql-script.ts";
import { model } from "./model.ts";
import { dumpSchema } from "./pg-dump.ts";
import { pglite } from "./pglite.ts";
import { postgres } from "./postgres.ts";
import { script } from "./script.ts";
import { snapshot } from "./snapshot.ts";
import type { OpenDatabase, OpenOptions } from "./source.ts";
import { openScripts } from "./texts.ts";

export interface CopyOptions extends Pick<OpenOptions, "restoreTimeout"> {
  /** The interpreter of a model in Python. */
  readonly python?: string | undefined;
  /** Limit for reading a live server, in seconds. */
  readonly timeout?: number | undefined;
}

/** @throws SourceError, UsageError where there is no DDL to make a copy from */
export async function openCopy(
  locator: string,
  { timeout, python, restoreTimeout }: CopyOptions = {},
): Promise<OpenDatabase> {
  const restoring = { restoreTimeout, ...(python !== undefined && { python }) };
  if (postgres.accepts(locator)) {
    const name = `the dump of ${redact(locator)}`;
    const statements = splitScript(await dumpSchema(locator, timeout), name);
    return openScripts([{ name, statements }], restoring);
  }
  if (snapshot.accepts(locator))
    throw new UsageError(
      `${locator} is a snapshot, and a snapshot cannot be restored as a database. Pass the dump (.sql) instead.`,
    );
  const source = [pglite, model].find(({ accepts }) => accepts(locator)) ?? script;
  const opened = await source.open(locator, { ...restoring, fresh: true });
  if ("catalog" in opened) throw new SourceError(`${redact(locator)} contains no database to copy`);
  return opened;
}
