// Compares what driftcheck reports with what was judged: nothing semantic may be missing, nothing else may be reported.

import { readFileSync } from "node:fs";
import type { Drift } from "../../src/catalog/drift.ts";
import { check } from "../../src/check.ts";
import { mapSchemas } from "../../src/compare/map-schema.ts";
import type { Rule } from "../../src/judge/rules/rule.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import type { CorpusRun } from "./corpus.ts";
import { type CatalogKeeper, schemaMap } from "./judged/catalogs.ts";
import { explains, type JudgedRow, reports } from "./judged/classes.ts";
import { type Both, type Subject, subjectOf } from "./judged/subject.ts";

export interface Score {
  readonly reported: number;
  readonly ignoredCount: number;
  /** Semantic rows that no reported entry tells of. */
  readonly missed: readonly JudgedRow[];
  /** Review rows that no entry tells of, neither reported nor ignored. */
  readonly silentReviews: readonly JudgedRow[];
  /** Reported entries that no row explains. */
  readonly falseAlarms: readonly Drift[];
  /** Reported entries of which the report doesn't say what happened there. */
  readonly untold: readonly Drift[];
  /** The ids of what many drifts have in common. */
  readonly findings: readonly string[];
}

export async function scoreRun(run: CorpusRun, rules: readonly Rule[], keeper: CatalogKeeper): Promise<Score> {
  const declared = await keeper.read(run.declared);
  const live = await keeper.read(run.live);
  const schemas = schemaMap(live.catalog);
  const report = await check({ declared: declared.locator, live: live.locator, rules, mapSchemas: schemas });
  return score(report, judgedRows(run.judged), {
    declared: declared.catalog,
    live: await mapSchemas(live.catalog, schemas),
  });
}

function judgedRows(file: string): readonly JudgedRow[] {
  const { keep } = JSON.parse(readFileSync(file, "utf8")) as { keep: JudgedRow[] };
  return keep;
}

/** How many differences of the run must be reported. */
export function semanticRows(run: CorpusRun): number {
  return judgedRows(run.judged).filter(isSemantic).length;
}

const isSemantic = ({ verdict }: JudgedRow) => verdict === "semantic";

function score({ drift, ignored, findings = [] }: Report, rows: readonly JudgedRow[], both: Both): Score {
  const reported = drift.map((each) => subjectOf(each, both));
  const known = [...reported, ...ignored.map((each) => subjectOf(each, both))];
  const isIn = (subjects: readonly Subject[]) => (row: JudgedRow) => subjects.some((each) => reports(row, each));
  return {
    reported: drift.length,
    ignoredCount: ignored.length,
    missed: rows.filter((row) => isSemantic(row) && !isIn(reported)(row)),
    silentReviews: rows.filter((row) => !isSemantic(row) && !isIn(known)(row)),
    falseAlarms: reported.filter((each) => !rows.some((row) => explains(row, each))).map((each) => each.drift),
    untold: drift.filter(({ because }) => because === undefined),
    findings: findings.map(({ id }) => id),
  };
}
