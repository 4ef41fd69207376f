// The sentence: read both sides, compare them, judge what differs, report it.

import type { Catalog } from "./catalog/catalog.ts";
import type { Comparison } from "./compare/diff/diff.ts";
import { compare } from "./compare/steps.ts";
import { readData, refuseWithoutData, withData } from "./data/data.ts";
import { type JudgeOptions, judge } from "./judge/judge.ts";
import { comparedBeforeOutdated, type Standing, standingOf, unseenBy } from "./migrations/standing.ts";
import type { FindBase } from "./moved/base.ts";
import { withMoves } from "./moved/mark.ts";
import { reportOf, withSources } from "./report.ts";
import type { Report } from "./reporters/reporter.ts";
import { type ComparisonOptions, type Declared, howDeclared, ofItsOwn, readSides, type Sides } from "./sides.ts";

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
    const [live, { catalog, locate }] = await readSides(options, sides);
    const comparing = (other: Catalog) => compare(catalog, other, { ...options, printer: sides?.printer });
    return { comparison: await alone(() => comparing(live)), locate, with: comparing };
  }
  const { catalog, isLive, recorded, defined } = await readLiveSide(options, (client) =>
    project.tool.recorded(client, options, project.history),
  );
  const standing = standingOf(project, isLive, recorded);
  const before = comparedBeforeOutdated(standing);
  const readDeclared = (at: readonly string[] | undefined) =>
    readDeclaredSide(options, { ...howDeclared(project, at), defined: defined && Promise.resolve(defined) });
  const declared = await readDeclared(standing.comparedAt);
  const beforeOutdated = before && (await readDeclared(before)).catalog;
  const how = { ...options, beforeOutdated, unseenBy: unseenBy(standing), printer: sides?.printer };
  const comparing = (other: Catalog) => compare(declared.catalog, other, how);
  return {
    standing,
    comparison: await alone(() => comparing(catalog)),
    locate: declared.locate,
    with: comparing,
  };
}
