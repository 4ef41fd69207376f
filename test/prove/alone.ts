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
  /** A sample of this size, */
  readonly count?: number;
  readonly seed?: number;
  /** or those whose title has this. */
  readonly titled?: string;
}

export async function each({
  mapSchemas: schemas,
  count = 1,
  seed = 1,
  titled,
  ...options
}: Options): Promise<string[]> {
  return withSides({ ...options, schemas }, async (sides) => {
    await loadParser();
    const catalog = await sides.read();
    const unmutated = await sides.judgeFirst(catalog);
    const { open } = planOf(catalog, unmutated, sides);
    const those = open.filter((mutation) => titled !== undefined && titleOf(mutation).includes(titled));
    const chosen = new Set(titled === undefined ? sampleOf(open, count, seed) : those);
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
