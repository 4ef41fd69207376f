// Our own schemas and real applications, moved by the real pgloader, and every difference judged: driftcheck reports all that is
// semantic and nothing else. Everyday a sample of the acceptance subset is taken; $DRIFTCHECK_CORPUS asks for others (`all`,
// `ctfd,keystone/default`, `*/default`), and $DRIFTCHECK_CORPUS_REPORT names a file for the scores, grouped.

import { writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { corpusRuns, isAsked, ownRuns, sharedFolder } from "../support/corpus.ts";
import { CatalogKeeper } from "../support/judged/catalogs.ts";
import { driftLine, lines, rowLine, summarize } from "../support/judged/summary.ts";
import { type Score, scoreRun, semanticRows } from "../support/judged.ts";
import { askedCorpus, sample } from "../support/sample.ts";

const acceptance =
  "ctfd/default,keystone/default,glance/default,optuna/default,jupyterhub/default,synth_mysql/default,sqlite_seed/default";
// Their true drift must be found; what else they show is asked of the whole corpus only.
const ownMigrations = "ctfd/default_migr,keystone/default_migr,glance/default_migr";

/**
 * Reported by driftcheck under the catalogue's conditions (../shared/pgloader-noise.md), judged as noise all the same:
 * the precision differs (N1); the index is named after neither its foreign key nor a column (N8), or the foreign key is
 * lost and its MySQL name with it; two unique indexes imply each other while the primary key is lost (N9, C15).
 */
const contested: Readonly<Record<string, readonly string[]>> = {
  "synth_mysql/default_master": ["column:public.t_date.dt3"],
  "keystone/default_migr": ["index:public.access_token.idx_221755_ix_access_token_consumer_id"],
  "synth_mysql/quote": [
    "idx_119291_FK_Parent",
    "index:public.t_child.idx_119395_fk_",
    "index:public.t_dup_idx.idx_",
    "idx_119425_PRIMARY",
  ],
};

/** Migrations that stopped half way (../shared/pgloader-noise.md, 6): recognised, and nothing else is. */
const halfMigrated: Readonly<Record<string, readonly string[]>> = {
  "privacyidea/dataonly": ["no-primary-keys-no-foreign-keys"],
  "sqlite_seed/quote_master": ["no-primary-keys"],
  "synth_mysql/quote": ["no-primary-keys-no-foreign-keys"],
};

const asked = askedCorpus ?? sample([...acceptance.split(","), ...ownMigrations.split(",")], 3).join();
const reportFile = process.env.DRIFTCHECK_CORPUS_REPORT;
const shared = sharedFolder();
const runs = [...ownRuns(), ...corpusRuns(shared).filter((run) => isAsked(run, asked))];

describe("databases that pgloader made", () => {
  const keeper = new CatalogKeeper();
  const scores = new Map<string, Score>();
  const failures = new Map<string, string>();

  afterAll(() => {
    keeper.close();
    if (reportFile !== undefined)
      writeFileSync(reportFile, `${JSON.stringify(summarize(scores, failures), null, 2)}\n`);
  });

  it.skipIf(shared === undefined)("has the runs that are asked for", () =>
    expect(runs.some(({ app }) => app !== "own")).toBe(true),
  );

  // The scorer itself: were all drift set aside, each semantic row would have to be missed.
  it("misses all that is semantic when everything is ignored", async () => {
    const run = ownRuns().find(({ name }) => name === "own/clinic");
    if (run === undefined) throw new Error("there is no own/clinic");
    const everything = { id: "everything", summary: "", match: {}, examples: [], preset: true };
    const { reported, missed, silentReviews } = await scoreRun(run, [everything], keeper);
    expect([reported, missed.length, silentReviews]).toEqual([0, semanticRows(run), []]);
    expect(await scoreRun(run, [], keeper)).toMatchObject({ ignoredCount: 0, missed: [], silentReviews: [] });
  });

  it.each(runs)("$name", async (run) => {
    const score = await scoreRun(run, await loadPreset(), keeper).catch((error: unknown) => {
      failures.set(run.name, String(error));
      throw error;
    });
    scores.set(run.name, score);
    const found = {
      missed: lines(score.missed, rowLine),
      silentReviews: lines(score.silentReviews, rowLine),
      falseAlarms: lines(score.falseAlarms, driftLine),
    };
    const none = { missed: [], silentReviews: [], falseAlarms: [] };
    // The catalogue's own conditions ask for these; what was judged counts them as noise.
    const falseAlarms = found.falseAlarms.filter(
      (line) => !(contested[run.name] ?? []).some((id) => line.includes(id)),
    );
    expect({ ...found, falseAlarms }).toEqual(none);
    // Whatever is reported is explained, what was judged as `review` too.
    expect(lines(score.untold, driftLine)).toEqual([]);
    expect(score.findings).toEqual(halfMigrated[run.name] ?? []);
  });
});
