// The proof: mutate the live schema in every way that is known, and require that a check reports each under the rules in force.

import { UsageError } from "../errors.ts";
import type { Rule } from "../judge/rules/rule.ts";
import { redact } from "../redact.ts";
import { loadParser } from "../sql/parse.ts";
import { batchesOf } from "./batches.ts";
import type { Mutation } from "./mutation.ts";
import { planOf } from "./plan.ts";
import type { Proof } from "./proof.ts";
import { sampleOf } from "./sample.ts";
import { withSides } from "./sides.ts";
import { Tally } from "./tally.ts";
import { Trial } from "./trial.ts";
import { hidersOf } from "./verdict.ts";

export interface ProveOptions {
  /** Locators. The live schema is copied, and only the copy is changed. */
  readonly declared: string;
  readonly live: string;
  readonly rules: readonly Rule[];
  readonly mapSchemas?: ReadonlyMap<string, string>;
  /** How long a live database may keep us waiting, in seconds. */
  readonly timeout?: number | undefined;
  /** How long the embedded database may take to be restored, and for each question, in seconds. */
  readonly restoreTimeout?: number | undefined;
  /** So many mutations instead of all. */
  readonly sample?: number;
  readonly seed?: number;
  readonly progress?: (done: number, of: number) => void;
}

/** @throws SourceError, UsageError, SnapshotError when it can't tell */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { live, mapSchemas: schemas = new Map() } = options;
  return withSides({ ...options, schemas }, async (sides) => {
    await loadParser();
    const catalog = await sides.read();
    const unmutated = await sides.judgeFirst(catalog);
    const { open, covered } = planOf(catalog, unmutated, sides);
    const chosen = options.sample === undefined ? open : sampleOf(open, options.sample, options.seed ?? 1);
    if (chosen.length === 0) throw new UsageError(`${redact(live)} contains nothing that can be mutated`);
    const tally = new Tally(covered);
    const trial = new Trial(sides, catalog, unmutated);
    let done = 0;
    const isHidden = ({ home }: Mutation) => hidersOf(sides.mapped(home), unmutated).length > 0;
    for (const batch of batchesOf(chosen, isHidden)) {
      await trial.batch(batch, (mutation, outcome) => {
        tally.add(mutation, outcome);
        done += 1;
        options.progress?.(done, chosen.length);
      });
    }
    return tally.proof(options.sample === undefined ? undefined : (options.seed ?? 1));
  });
}
