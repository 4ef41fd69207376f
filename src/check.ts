// The sentence: read both sides, compare them, judge what differs, report it.

import type { Catalog } from "./catalog/catalog.ts";
import type { Comparison } from "./compare/diff/diff.ts";
import type { CompareOptions } from "./compare/step.ts";
import { compare } from "./compare/steps.ts";
import { readData, refuseWithoutData, withData } from "./data/data.ts";
import { type JudgeOptions, judge } from "./judge/judge.ts";
import {
  comparedBeforeOutdated,
  type MigrationOptions,
  type Project,
  projectOf,
  type Standing,
  standingOf,
  unseenBy,
} from "./migrations/standing.ts";
import type { FindBase } from "./moved/base.ts";
import { withMoves } from "./moved/mark.ts";
import { beginToRead, type Reading, type ReadingOptions, readLive, readSide } from "./read-catalog.ts";
import { reportOf, withSources } from "./report.ts";
import type { Report } from "./reporters/reporter.ts";
import { postgres } from "./sources/postgres.ts";
import type { OpenDatabase } from "./sources/source.ts";

type Declared = Reading<undefined>;

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
}

/** What both sides are, and how they are read and compared. */
export interface ComparisonOptions
  extends MigrationOptions,
    Omit<ReadingOptions, "at" | "beside" | "history" | "refuseProblems">,
    Pick<CompareOptions, "mapSchemas" | "scope"> {
  /** A locator: a postgres:// URL, a .sql file or folder, a snapshot, a model. */
  readonly declared: string;
  readonly live: string;
}

export interface CheckOptions extends ComparisonOptions, JudgeOptions {
  /** Also looks into the live data: sequences behind their columns, constraints not validated, indexes not valid. */
  readonly data?: boolean;
  /** How long each message of that may take the server, in seconds; 60 by default. */
  readonly dataTimeout?: number;
  /**
   * Of what the lines are found at which it is declared: of the drift alone, or (by default) also of what is ignored or accepted. To
   * find them takes a while in a large schema.
   */
  readonly locate?: "drift" | boolean;
  /** Finds what both sides were at some time before, so that each drift is marked with who moved. Asked only if there is drift. */
  readonly base?: FindBase;
}

/**
 * @param sides how both are had, where that is not for this check alone
 * @throws SourceError, SnapshotError, UsageError when it can't tell; never because of drift
 */
export async function check(options: CheckOptions, sides?: Sides): Promise<Report> {
  if (options.data) refuseWithoutData(options.live);
  const { comparison, standing, locate } = await compareSources(options, sides);
  const unmarked = reportOf(comparison, await judge(comparison, options), options, standing);
  const plain = await withMoves(unmarked, comparison, options);
  const report = options.locate === false ? plain : await withSources(plain, locate, options.locate);
  return options.data ? withData(report, await readData(options)) : report;
}

interface Compared {
  readonly comparison: Comparison;
  readonly standing?: Standing;
  readonly locate: Declared["locate"];
  /** The same declared side compared with another live one, in the same way. */
  readonly with: (live: Catalog) => Promise<Comparison>;
}

/** Reads both sides and compares them, at the migration that the live side is at. @throws as `check` does */
export async function compareSources(options: ComparisonOptions, sides?: Sides): Promise<Compared> {
  const { project: projectFor, live: readLiveSide, declared: readDeclaredSide } = sides ?? ofItsOwn;
  const alone = sides?.alone ?? ((work) => work());
  const project = await projectFor(options);
  if (project === undefined) {
    const [live, { catalog, locate }] = await (sides === undefined ? readBoth(options) : readEach(options, sides));
    const comparing = (other: Catalog) => compare(catalog, other, options);
    return { comparison: await alone(() => comparing(live)), locate, with: comparing };
  }
  const { catalog, isLive, recorded } = await readLiveSide(options, (client) =>
    project.tool.recorded(client, options, project.history),
  );
  const standing = standingOf(project, isLive, recorded);
  const before = comparedBeforeOutdated(standing);
  const readDeclared = (at: readonly string[] | undefined) => readDeclaredSide(options, howDeclared(project, at));
  const declared = await readDeclared(standing.comparedAt);
  const beforeOutdated = before && (await readDeclared(before)).catalog;
  const how = { ...options, beforeOutdated, unseenBy: unseenBy(standing) };
  const comparing = (other: Catalog) => compare(declared.catalog, other, how);
  return {
    standing,
    comparison: await alone(() => comparing(catalog)),
    locate: declared.locate,
    with: comparing,
  };
}

/** A server works on its answer while the other side is read here. Two embedded databases never run at once. */
async function readBoth(options: ComparisonOptions): Promise<[live: Catalog, declared: Declared]> {
  const live = await beginToRead(options.live, { ...options, refuseProblems: true });
  if (!postgres.accepts(options.live)) await live.rest;
  const both = [live.rest, readSide(options.declared, { ...options, beside: live.rest })] as const;
  // Nothing is left open behind an error.
  await Promise.allSettled(both);
  return [await both[0], await both[1]];
}

async function readEach(options: ComparisonOptions, { live, declared }: Sides): Promise<[Catalog, Declared]> {
  const { catalog } = await live(options, async () => undefined);
  return [catalog, await declared(options, {})];
}

/** @param at the migrations that it is the model after; all where undefined */
function howDeclared({ history, isDeclared }: Project, at: readonly string[] | undefined): Partial<ReadingOptions> {
  // The report tells the problems of its own migrations.
  return isDeclared ? { history, at } : { refuseProblems: true };
}

const ofItsOwn: Sides = {
  project: projectOf,
  live: (options, question) => readLive(options.live, { ...options, refuseProblems: true }, question),
  declared: (options, how) => readSide(options.declared, { ...options, ...how }),
};
