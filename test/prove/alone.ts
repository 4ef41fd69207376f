// Tries a sample of mutations once in company and once each alone, and tells where the two verdicts differ.

import type { Rule } from "../../src/judge/rules/rule.ts";
import { batchesOf } from "../../src/prove/batches.ts";
import { titleOf } from "../../src/prove/mutation.ts";
import { planOf } from "../../src/prove/plan.ts";
import { sampleOf } from "../../src/prove/sample.ts";
import { withSides } from "../../src/prove/sides.ts";
import { Trial } from "../../src/prove/trial.ts";
import { loadParser } from "../../src/sql/parse.ts";

interface Options {
  readonly declared: string;
  readonly live: string;
  readonly rules: readonly Rule[];
  readonly mapSchemas: ReadonlyMap<string, string>;
  readonly count: number;
  readonly seed: number;
}

export async function each({ mapSchemas: schemas, count, seed, ...options }: Options): Promise<string[]> {
  return withSides({ ...options, schemas }, async (sides) => {
    await loadParser();
    const catalog = await sides.read();
    const unmutated = await sides.judgeFirst(catalog);
    const { open } = planOf(catalog, unmutated, sides);
    const chosen = new Set(sampleOf(open, count, seed));
    const trial = new Trial(sides, catalog, unmutated);
    const together = new Map<string, string>();
    for (const batch of batchesOf(open).filter((group) => group.some((mutation) => chosen.has(mutation)))) {
      await trial.batch(batch, (mutation, { is }) => {
        if (chosen.has(mutation)) together.set(titleOf(mutation), is);
      });
    }
    const differing: string[] = [];
    for (const mutation of chosen) {
      await trial.batch([mutation], (_, { is }) => {
        const before = together.get(titleOf(mutation));
        if (before !== is) differing.push(`${titleOf(mutation)}: together ${before}, alone ${is}`);
      });
    }
    return differing;
  });
}
