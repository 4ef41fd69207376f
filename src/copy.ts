// A database of our own with the schema that a locator stands for, in this process: whoever asks for one may change it.
// What the locator stands for is only read.

import type { Catalog, Unread } from "./catalog/catalog.ts";
import { kindOf } from "./catalog/object-id.ts";
import type { Refusal } from "./ddl/statement.ts";
import { writeScript } from "./ddl/text.ts";
import { SourceError } from "./errors.ts";
import { kindNamed } from "./kinds/registry.ts";
import { readCatalog } from "./read-catalog.ts";
import { redact } from "./redact.ts";
import { splitScript } from "./scripts/psql-script.ts";
import { model } from "./sources/model.ts";
import { pglite } from "./sources/pglite.ts";
import { postgres } from "./sources/postgres.ts";
import { script } from "./sources/script.ts";
import { snapshot } from "./sources/snapshot.ts";
import type { OpenDatabase } from "./sources/source.ts";
import { openScripts } from "./sources/texts.ts";

interface CopyOptions {
  /** How long a live server may keep us waiting, in seconds. */
  readonly timeout?: number | undefined;
  readonly restoreTimeout?: number | undefined;
  /** The interpreter of a model in Python. */
  readonly python?: string | undefined;
}

/** @throws SourceError, SnapshotError */
export async function openCopy(locator: string, options: CopyOptions = {}): Promise<OpenDatabase> {
  const { restoreTimeout, python, ...reading } = options;
  if (postgres.accepts(locator) || snapshot.accepts(locator)) {
    const catalog = await readCatalog(locator, { ...reading, restoreTimeout, allowEmpty: true });
    return openCopyOf(catalog, redact(locator), { restoreTimeout });
  }
  const source = [pglite, model].find(({ accepts }) => accepts(locator)) ?? script;
  const opened = await source.open(locator, { restoreTimeout, fresh: true, ...(python !== undefined && { python }) });
  if ("catalog" in opened) throw new SourceError(`${redact(locator)} contains no database to copy`);
  return opened;
}

/**
 * A database of our own with what a catalog holds.
 * @param name what the catalog is of, for messages
 * @throws SourceError
 */
export async function openCopyOf(
  catalog: Catalog,
  name: string,
  { restoreTimeout }: Pick<CopyOptions, "restoreTimeout"> = {},
): Promise<OpenDatabase> {
  const { sql, refused } = await writeScript(withoutDatabase(catalog));
  const named = `the copy of ${name}`;
  const opened = await openScripts([{ name: named, statements: splitScript(sql, named) }], { restoreTimeout });
  return { ...opened, notCompared: [...opened.notCompared, ...refused.map(unknown)] };
}

/** Without what is the database's own, as a copy is another database. */
function withoutDatabase(catalog: Catalog): Catalog {
  const kept = [...catalog.objects].filter(([id]) => kindNamed(kindOf(id))?.ofDatabase !== true);
  return kept.length === catalog.objects.size ? catalog : { ...catalog, objects: new Map(kept) };
}

const unknown = ({ id, reason }: Refusal): Unread => ({ what: kindOf(id), count: 1, reason, id });
