// Real applications, moved by the real pgloader, and every difference judged: driftcheck reports all that is semantic and
// nothing else. The everyday run takes the acceptance subset; $DRIFTCHECK_CORPUS asks for others (`all`, `ctfd,keystone/default`,
// `*/default`), and $DRIFTCHECK_CORPUS_REPORT names a file for the scores, grouped.

import { writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { loadPreset } from "../../src/rules/load.ts";
import { corpusRuns, isAsked, sharedFolder } from "../support/corpus.ts";
import { CatalogKeeper } from "../support/judged/catalogs.ts";
import { driftLine, lines, rowLine, summarize } from "../support/judged/summary.ts";
import { type Score, scoreRun } from "../support/judged.ts";

const acceptance =
  "ctfd/default,keystone/default,glance/default,optuna/default,jupyterhub/default,synth_mysql/default,sqlite_seed/default";
// Their true drift must be found; what else they show is asked of the whole corpus only.
const acceptanceForMissed = "ctfd/default_migr,keystone/default_migr,glance/default_migr";

const asked = process.env.DRIFTCHECK_CORPUS ?? `${acceptance},${acceptanceForMissed}`;
const everyday = process.env.DRIFTCHECK_CORPUS === undefined;
const reportFile = process.env.DRIFTCHECK_CORPUS_REPORT;
const shared = sharedFolder();
const runs = corpusRuns(shared).filter((run) => isAsked(run, asked));

describe.skipIf(shared === undefined)("databases that pgloader made", () => {
  const keeper = new CatalogKeeper();
  const scores = new Map<string, Score>();

  afterAll(() => {
    keeper.close();
    if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(summarize(scores), null, 2)}\n`);
  });

  it("has the runs that are asked for", () => expect(runs).not.toEqual([]));

  it.each(runs)("$name", async (run) => {
    const score = await scoreRun(run, await loadPreset(), keeper);
    scores.set(run.name, score);
    const found = {
      missed: lines(score.missed, rowLine),
      silentReviews: lines(score.silentReviews, rowLine),
      falseAlarms: lines(score.falseAlarms, driftLine),
    };
    const none = { missed: [], silentReviews: [], falseAlarms: [] };
    if (everyday && isAsked(run, acceptanceForMissed)) expect(found.missed).toEqual(none.missed);
    else expect(found).toEqual(none);
  });
});
