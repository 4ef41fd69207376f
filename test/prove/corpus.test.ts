// The shipped rules hide nothing in any application that pgloader moved. $DRIFTCHECK_CORPUS chooses the runs, as for the corpus;
// the everyday run takes one of ours or of two small ones. Each run says its number of mutations and its score.

import { appendFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPreset } from "../../src/judge/rules/load.ts";
import { prove } from "../../src/prove/prove.ts";
import { corpusRuns, isAsked, ownRuns, sharedFolder } from "../support/corpus.ts";
import { CatalogKeeper, schemaMap } from "../support/judged/catalogs.ts";
import { askedCorpus, hasTurn, isNightly, sample, seed } from "../support/sample.ts";

const asked = askedCorpus;
const shared = sharedFolder();
const small = ["placement/default", "sqlite_seed/default"];
/** By day one of ours, or where there are others, one of two small ones on every third day. */
const others = corpusRuns(shared).filter((run) => isAsked(run, asked ?? sample(small, 1).join()));
const runs =
  asked !== undefined || others.length === 0
    ? [...sample(ownRuns(), 1), ...others]
    : hasTurn("others' databases")
      ? others
      : sample(ownRuns(), 1);
/** By day and by night a sample, of another size: each mutation of all, which DRIFTCHECK_CORPUS=all asks for, takes hours. */
const asksForEach = process.env.DRIFTCHECK_CORPUS !== undefined;
const size = asksForEach ? {} : isNightly ? { sample: 400, seed: seed() } : { sample: 25, seed: 1 };
const report = process.env.DRIFTCHECK_PROVE_REPORT;

describe("mutations of databases that pgloader made", () => {
  it("has the runs that are asked for", () => expect(runs).not.toEqual([]));

  it.each(runs)("$name", { timeout: 3_600_000 }, async ({ name, declared, live }) => {
    const keeper = new CatalogKeeper();
    const mapSchemas = schemaMap((await keeper.read(live)).catalog);
    keeper.close();
    const started = performance.now();
    const proof = await prove({ declared, live, rules: await loadPreset(), mapSchemas, ...size });
    const { total, reported, accepted, noDifference, holes } = proof;
    const line = `${name}: ${reported} of ${total} mutations reported, ${accepted.length} accepted, ${noDifference} as declared, ${Math.round((performance.now() - started) / 1000)} s\n`;
    process.stderr.write(line);
    if (report !== undefined)
      appendFileSync(report, line + holes.map((hole) => `  ${JSON.stringify(hole)}\n`).join(""));
    expect(holes).toEqual([]);
    expect(total).toBeGreaterThan(15);
  });
});
