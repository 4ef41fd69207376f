// The catalog that a locator stands for: its source is opened, read in one transaction where it is a database, and closed.

import type { Catalog } from "./catalog/catalog.ts";
import { withoutPrivileges } from "./compare/privileges.ts";
import { SourceError } from "./errors.ts";
import { kindNamed } from "./kinds/registry.ts";
import { introspectAnd } from "./read/introspect.ts";
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
}

/**
 * The catalog that a locator stands for.
 * @throws SourceError when it can't be read, or holds nothing that could be compared
 */
export async function readCatalog(locator: string, options: ReadingOptions = {}): Promise<Catalog> {
  return (await readLive(locator, options, async () => undefined)).catalog;
}

/** What was read in one transaction of a live database; of a dump or snapshot, its catalog alone. */
export interface Reading<Recorded> {
  readonly catalog: Catalog;
  readonly isLive: boolean;
  /** The answer to the question; undefined where it was not asked, as a dump has the version table without its rows. */
  readonly recorded: Recorded | undefined;
}

/**
 * The catalog, and the answer of a live database to one question, in the same transaction.
 * @throws as `readCatalog` does, and what the question throws
 */
export async function readLive<Recorded>(
  locator: string,
  options: ReadingOptions,
  question: (client: OpenDatabase["client"]) => Promise<Recorded>,
): Promise<Reading<Recorded>> {
  const reading = await onceMore(async (): Promise<Reading<Recorded>> => {
    const limits = limitsToRead(options.timeout);
    const opened = await openSource(locator, { ...options, limits, fresh: options.crossRead === true });
    if (!("catalog" in opened)) return readAndClose(opened, locator, options, question);
    return { catalog: withModel(opened.catalog, opened.model), isLive: false, recorded: undefined };
  });
  const { catalog } = reading;
  if (options.allowEmpty !== true && isEmpty(catalog)) {
    throw new SourceError(
      `${redact(locator)} contains no tables, views, types, functions or sequences. Pass --allow-empty if that is expected.`,
    );
  }
  return options.privileges ? reading : { ...reading, catalog: withoutPrivileges(catalog) };
}

type Opened = Awaited<ReturnType<typeof openSource>>;

/** Not remembered with what was read: the same SQL may be another source's, which could have said more. */
function withModel(catalog: Catalog, model: Opened["model"]): Catalog {
  if (model === undefined) return catalog;
  return { ...catalog, found: model.found, notCompared: [...catalog.notCompared, ...model.notCompared] };
}

type OpenDatabase = Exclude<Opened, { catalog: Catalog }>;

async function readAndClose<Recorded>(
  opened: OpenDatabase,
  locator: string,
  { crossRead, privileges }: ReadingOptions,
  question: (client: OpenDatabase["client"]) => Promise<Recorded>,
): Promise<Reading<Recorded>> {
  const { client, notCompared, close, remember, ofDatabase } = opened;
  const isLive = opened.embedded !== true;
  try {
    const { catalog, answer } = await introspectAnd(
      client,
      {
        crossRead: crossRead === true,
        // What is embedded is read at once with everything, so that one remembered catalog serves every check.
        privileges: !isLive || privileges === true,
        ofDatabase: ofDatabase === true,
        properties: ofDatabase === true && isLive,
      },
      async () => (isLive ? question(client) : undefined),
    );
    const whole = { ...catalog, notCompared: [...catalog.notCompared, ...notCompared] };
    await remember?.(whole);
    return { catalog: withModel(whole, opened.model), isLive, recorded: answer };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  } finally {
    await close();
  }
}

/** What every database has, a new one has, too. */
export function isEmpty({ objects }: Catalog): boolean {
  for (const { kind } of objects.values()) if (!kindNamed(kind)?.inEveryDatabase) return false;
  return true;
}
