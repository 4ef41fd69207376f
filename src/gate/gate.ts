// Runs the steps of a gate, one after the other: each gets an answer, whatever became of those before it.

import { DriftcheckError } from "../errors.ts";
import { redactWithin } from "../redact.ts";
import type { Answer, Result, Step } from "./step.ts";

/** @param done is told each result as it comes */
export async function runGate(steps: readonly Step[], done: (result: Result) => void = () => {}): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, more, run } of steps) {
    const started = performance.now();
    const answer = await run().catch(withoutAnswer);
    const result = { name, more, ...answer, milliseconds: performance.now() - started };
    results.push(result);
    done(result);
  }
  return results;
}

function withoutAnswer(error: unknown): Answer {
  // What nobody foresaw is told with where it happened.
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  const says = error instanceof DriftcheckError ? first : `this is a bug in driftcheck, please report it: ${first}`;
  return { outcome: "could not tell", says: redactWithin(says) };
}

/** Of all of them: what could not be told outweighs what failed, as nobody knows what is behind it. */
export function outcomeOf(results: readonly Result[]): Answer["outcome"] {
  const has = (outcome: Answer["outcome"]) => results.some((each) => each.outcome === outcome);
  if (has("could not tell")) return "could not tell";
  return has("failed") ? "failed" : "passed";
}
