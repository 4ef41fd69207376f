// The catalog that a locator stands for: its source is opened, read in one transaction where it is a database, and closed.

import type { Catalog } from "./catalog/catalog.ts";
import type { DefinedExtension } from "./catalog/defined-extension.ts";
import { oncePerCatalog } from "./catalog/once.ts";
import { withoutPrivileges } from "./compare/privileges.ts";
import { SourceError } from "./errors.ts";
import { kindNamed } from "./kinds/registry.ts";
import { definitionsIn } from "./read/definitions.ts";
import { beginIntrospection, type Introspection } from "./read/introspect.ts";
import type { Etiquette } from "./read/session.ts";
import { redact } from "./redact.ts";
import { limitsToRead } from "./sources/connection/patience.ts";
import { onceMore } from "./sources/connection/transient.ts";
import type { Locate } from "./sources/locations/places.ts";
import { openSource } from "./sources/registry.ts";
import type { OpenCatalog, OpenOptions } from "./sources/source.ts";

export interface ReadingOptions extends Omit<OpenOptions, "fresh" | "limits">, Etiquette {
  /** Reads each database a second time through pg-structure, and fails where the two readings disagree. */
  readonly crossRead?: boolean;
  /** The catalog that it is going to be compared with: of a file, what is the same there is taken from there. */
  readonly beside?: Promise<Catalog>;
  /** Also asks a live server for the definitions of extensions that an embedded one lacks. */
  readonly defines?: boolean | undefined;
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
  return (await readSide(locator, options)).catalog;
}

/** The same, with where it is declared. @throws as `readCatalog` does */
export function readSide(locator: string, options: ReadingOptions): Promise<Reading<undefined>> {
  return readLive(locator, options, async () => undefined);
}

/** What was read in one transaction of a live database; of a dump or snapshot, its catalog alone. */
export interface Reading<Recorded> {
  readonly catalog: Catalog;
  readonly isLive: boolean;
  /** The answer to the question; undefined where it was not asked, as a dump has the version table without its rows. */
  readonly recorded: Recorded | undefined;
  /** Where they were asked for. */
  readonly defined?: readonly DefinedExtension[] | undefined;
  /** Of what is declared in files. */
  readonly locate?: Locate | undefined;
}

type Question<Recorded> = (client: OpenDatabase["client"]) => Promise<Recorded>;

/**
 * The catalog, and the answer of a live database to one question, in the same transaction.
 * @throws as `readCatalog` does, and what the question throws
 */
export async function readLive<Recorded>(
  locator: string,
  options: ReadingOptions,
  question: Question<Recorded>,
): Promise<Reading<Recorded>> {
  const reading = await onceMore(async () => (await begin(locator, options, question)).rest);
  return { ...reading, catalog: wantedOf(reading.catalog, locator, options) };
}

/**
 * The catalog, read in two: a server works on its answer by now, while something else is done here. Whoever begins must await
 * the rest.
 * @throws as `readCatalog` does, the rest too
 */
export async function beginToRead(
  locator: string,
  options: ReadingOptions,
): Promise<{ readonly rest: Promise<Reading<undefined>> }> {
  const beginning = () => begin(locator, options, async () => undefined);
  const begun = await onceMore(beginning);
  const rest = onceMore(async () => (await beginning()).rest, begun.rest);
  return { rest: rest.then((reading) => ({ ...reading, catalog: wantedOf(reading.catalog, locator, options) })) };
}

/** @throws SourceError where nothing is in it that could be compared */
function wantedOf(catalog: Catalog, locator: string, options: ReadingOptions): Catalog {
  if (options.allowEmpty !== true && isEmpty(catalog)) {
    throw new SourceError(
      `${redact(locator)} contains no tables, views, types, functions or sequences. Pass --allow-empty if that is expected.`,
    );
  }
  return options.privileges ? catalog : plainOf(catalog);
}

/** Asked twice for what is remembered. */
const plainOf = oncePerCatalog((catalog) => withoutPrivileges(catalog));

async function begin<Recorded>(
  locator: string,
  options: ReadingOptions,
  question: Question<Recorded>,
): Promise<{ readonly rest: Promise<Reading<Recorded>> }> {
  const limits = limitsToRead(options.timeout, options.statementTimeout);
  const opened = await openSource(locator, { ...options, limits, fresh: options.crossRead === true });
  if (!("catalog" in opened)) return beginAndClose(opened, locator, options, question);
  const catalog = withModel(opened.catalog(await options.beside), opened.model);
  return { rest: Promise.resolve({ catalog, isLive: false, recorded: undefined, locate: opened.locate }) };
}

type Opened = Awaited<ReturnType<typeof openSource>>;

/** Not remembered with what was read: the same SQL may be another source's, which could have said more. */
function withModel(catalog: Catalog, model: Opened["model"]): Catalog {
  if (model === undefined) return catalog;
  return { ...catalog, found: model.found, notCompared: [...catalog.notCompared, ...model.notCompared] };
}

type OpenDatabase = Exclude<Opened, OpenCatalog>;

type Asked<Recorded> = Pick<Reading<Recorded>, "recorded" | "defined">;

async function beginAndClose<Recorded>(
  opened: OpenDatabase,
  locator: string,
  { crossRead, privileges, lockTimeout, statementTimeout, defines }: ReadingOptions,
  question: Question<Recorded>,
): Promise<{ readonly rest: Promise<Reading<Recorded>> }> {
  const { client, notCompared, close, remember, ofDatabase } = opened;
  const isLive = opened.embedded !== true;
  const reading = {
    crossRead: crossRead === true,
    // What is embedded is read at once with everything, so that one remembered catalog serves every check.
    privileges: !isLive || privileges === true,
    ofDatabase: ofDatabase === true,
    properties: ofDatabase === true && isLive,
    // An embedded one has nobody to wait for, and its own limit.
    ...(isLive && { lockTimeout, statementTimeout, isShared: true }),
  };
  const fail = async (error: unknown): Promise<never> => {
    await close();
    if (!(error instanceof Error)) throw error;
    throw new SourceError(`cannot read ${redact(locator)}: ${error.message}`, { cause: error });
  };
  const finish = async ({ catalog, answer }: Introspection<Asked<Recorded>>): Promise<Reading<Recorded>> => {
    const whole = { ...catalog, notCompared: [...catalog.notCompared, ...notCompared] };
    await remember?.({ whole, plain: plainOf(whole) });
    return { catalog: withModel(whole, opened.model), isLive, ...answer, locate: opened.locate };
  };
  const ask = async (catalog: Catalog): Promise<Asked<Recorded>> => {
    const recorded = isLive ? await question(client) : undefined;
    return { recorded, ...(isLive && defines && { defined: await definitionsIn(catalog, client) }) };
  };
  const { rest } = await beginIntrospection(client, reading, ask).catch(fail);
  return {
    rest: rest.then(finish).then(async (read) => {
      await close();
      return read;
    }, fail),
  };
}

/** What every database has, a new one has, too. */
export function isEmpty({ objects }: Catalog): boolean {
  for (const { kind } of objects.values()) if (!kindNamed(kind)?.inEveryDatabase) return false;
  return true;
}
