// The two sides of a check: what they are, and how each is read.

import type { Catalog } from "./catalog/catalog.ts";
import type { CompareOptions } from "./compare/step.ts";
import { type MigrationOptions, type Project, projectOf } from "./migrations/standing.ts";
import { beginToRead, type Reading, type ReadingOptions, readLive, readSide } from "./read-catalog.ts";
import { postgres } from "./sources/postgres.ts";
import { snapshot } from "./sources/snapshot.ts";
import type { OpenDatabase } from "./sources/source.ts";

export type Declared = Reading<undefined>;

/** How the two sides are had, where several checks have something in common. */
export interface Sides {
  readonly project: (options: ComparisonOptions) => Promise<Project | undefined>;
  readonly live: <Recorded>(
    options: ComparisonOptions,
    question: (client: OpenDatabase["client"]) => Promise<Recorded>,
  ) => Promise<Reading<Recorded>>;
  /** @param how `at` which migrations, or with what else than the options say */
  readonly declared: (options: ComparisonOptions, how: Partial<ReadingOptions>) => Promise<Declared>;
  /** Compares when no other check does: it may take an embedded database of its own. */
  readonly alone?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Shared by all of them. */
  readonly printer?: CompareOptions["printer"];
}

/** What both sides are, and how they are read and compared. */
export interface ComparisonOptions
  extends MigrationOptions,
    Omit<ReadingOptions, "at" | "beside" | "defined" | "defines" | "history" | "refuseProblems">,
    Pick<CompareOptions, "mapSchemas" | "scope"> {
  /** A locator: a postgres:// URL, a .sql file or folder, a snapshot, a model. */
  readonly declared: string;
  readonly live: string;
}

/** Both, where no migration of the live side says which declared one is meant. */
export const readSides = (options: ComparisonOptions, sides: Sides | undefined): Promise<[live: Catalog, Declared]> =>
  sides === undefined ? readBoth(options) : readEach(options, sides);

/**
 * A server works on its answer while the other side is read here, and tells it how its extensions are defined. Two embedded
 * databases never run at once.
 */
async function readBoth(options: ComparisonOptions): Promise<[live: Catalog, declared: Declared]> {
  const isDeclaredFirst = postgres.accepts(options.declared) && !postgres.accepts(options.live);
  const [one, other] = isDeclaredFirst ? [options.declared, options.live] : [options.live, options.declared];
  const ofLive = { ...options, refuseProblems: true };
  const [howOne, howOther] = isDeclaredFirst ? [options, ofLive] : [ofLive, options];
  const first = await beginToRead(one, { ...howOne, defines: isRestored(other) });
  if (!postgres.accepts(one)) await first.rest;
  const second = readSide(other, { ...howOther, beside: catalogOf(first.rest), defined: definedIn(first.rest) });
  const both = [first.rest, second] as const;
  // Nothing is left open behind an error.
  await Promise.allSettled(both);
  const [read, readOther] = [await both[0], await both[1]];
  return isDeclaredFirst ? [readOther.catalog, read] : [read.catalog, readOther];
}

/** Into an embedded database, which lacks some extensions. */
const isRestored = (locator: string) => !postgres.accepts(locator) && !snapshot.accepts(locator);

/** Whoever awaits the reading itself is told why it failed. */
function catalogOf(reading: Promise<Declared>): Promise<Catalog> {
  const catalog = reading.then((read) => read.catalog);
  catalog.catch(() => undefined);
  return catalog;
}

const definedIn = (reading: Promise<Declared>) =>
  reading.then(
    ({ defined = [] }) => defined,
    () => [],
  );

async function readEach(options: ComparisonOptions, { live, declared }: Sides): Promise<[Catalog, Declared]> {
  const { catalog } = await live(options, async () => undefined);
  return [catalog, await declared(options, {})];
}

/** @param at the migrations that it is the model after; all where undefined */
export function howDeclared(
  { history, isDeclared }: Project,
  at: readonly string[] | undefined,
): Partial<ReadingOptions> {
  // The report tells the problems of its own migrations.
  return isDeclared ? { history, at } : { refuseProblems: true };
}

export const ofItsOwn: Sides = {
  project: projectOf,
  live: (options, question) =>
    readLive(options.live, { ...options, refuseProblems: true, defines: isRestored(options.declared) }, question),
  declared: (options, how) => readSide(options.declared, { ...options, ...how }),
};
