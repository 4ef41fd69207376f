// The catalog that a locator stands for: its source is opened, read in one transaction where it is a database, and closed.

import type { Catalog } from "./catalog/catalog.ts";
import { withoutPrivileges } from "./compare/privileges.ts";
import { SourceError } from "./errors.ts";
import { introspect } from "./read/introspect.ts";
import { redact } from "./redact.ts";
import { limitsToRead } from "./sources/connection/patience.ts";
import { onceMore } from "./sources/connection/transient.ts";
import { openSource } from "./sources/registry.ts";
import type { OpenOptions } from "./sources/source.ts";

export interface ReadingOptions extends Omit<OpenOptions, "fresh" | "limits"> {
  /** Reads each database a second time through pg-structure, and fails where the two readings disagree. */
  readonly crossRead?: boolean;
  /** Also reads owners and privileges. */
  readonly privileges?: boolean;
  /** Lets it hold nothing at all. */
  readonly allowEmpty?: boolean;
  /** How long a live database may keep us waiting, in seconds; 300 by default. */
  readonly timeout?: number | undefined;
  /** Called once a server has its first large question, and there is time for something else. */
  readonly asked?: () => void;
  /** Asks a live database something more, in the transaction in which it is read. */
  readonly within?: (client: OpenDatabase["client"]) => Promise<void>;
}

/**
 * The catalog that a locator stands for.
 * @throws SourceError when it can't be read, or holds nothing that could be compared
 */
export async function readCatalog(locator: string, options: ReadingOptions = {}): Promise<Catalog> {
  const catalog = await onceMore(async () => {
    const limits = limitsToRead(options.timeout);
    const opened = await openSource(locator, { ...options, limits, fresh: options.crossRead === true });
    const read = "catalog" in opened ? opened.catalog : await readAndClose(opened, locator, options);
    return withModel(read, opened.model);
  });
  if (options.allowEmpty !== true && isEmpty(catalog)) {
    throw new SourceError(
      `${redact(locator)} contains no tables, views, types, functions or sequences. Pass --allow-empty if that is expected.`,
    );
  }
  return options.privileges ? catalog : withoutPrivileges(catalog);
}

type Opened = Awaited<ReturnType<typeof openSource>>;

/** Not remembered with what was read: the same SQL may be another source's, which could have said more. */
function withModel(catalog: Catalog, model: Opened["model"]): Catalog {
  if (model === undefined) return catalog;
  return { ...catalog, found: model.found, notCompared: [...catalog.notCompared, ...model.notCompared] };
}

type OpenDatabase = Exclude<Opened, { catalog: Catalog }>;

async function readAndClose(
  { client, notCompared, close, remember, embedded, ofDatabase }: OpenDatabase,
  locator: string,
  { crossRead, privileges, asked, within }: ReadingOptions,
): Promise<Catalog> {
  try {
    const catalog = await introspect(client, {
      crossRead: crossRead === true,
      // What is embedded is read at once with everything, so that one remembered catalog serves every check.
      privileges: embedded === true || privileges === true,
      ofDatabase: ofDatabase === true,
      properties: ofDatabase === true && !embedded,
      asked: embedded ? undefined : asked,
      // A dump has the version table without its rows.
      within: embedded ? undefined : within && (() => within(client)),
    });
    const whole = { ...catalog, notCompared: [...catalog.notCompared, ...notCompared] };
    await remember?.(whole);
    return whole;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  } finally {
    await close();
  }
}

/** Schemas and extensions alone are what a new database has, too. */
export function isEmpty({ objects }: Catalog): boolean {
  for (const { kind } of objects.values()) if (kind !== "schema" && kind !== "extension") return false;
  return true;
}
