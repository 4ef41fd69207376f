// Many cases from one seed: each is a script, changed, judged and counted. The same seed makes the same cases.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { randomOf } from "../support/sample.ts";
import { type Mutated, mutated } from "./mutate.ts";
import type { Psql } from "./psql.ts";
import { outcomes, type Verdict, verdictOn } from "./verdict.ts";

export interface Case {
  readonly script: string;
  readonly mutation: string;
  readonly verdict: Verdict;
  /** The file of the case, kept where it is wrong. */
  readonly file: string;
}

export interface Walk {
  readonly cases: readonly Case[];
}

interface Steps {
  readonly scripts: readonly string[];
  readonly count: number;
  readonly seed: number;
  /** Where the files of the cases are written. */
  readonly folder: string;
  readonly until?: number;
  readonly tell?: (done: Case, at: number) => void;
}

export async function walk(psql: Psql, { scripts, count, seed, folder, until = Infinity, tell }: Steps): Promise<Walk> {
  const texts = await Promise.all(scripts.map((script) => readFile(script)));
  const cases: Case[] = [];
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < count && performance.now() < until; at += 1) {
    const { name, bytes } = caseOf(texts[at % texts.length] ?? Buffer.alloc(0), seed, at);
    const script = basename(scripts[at % scripts.length] ?? "");
    // Named alike, so that no reason differs by it; what is wrong keeps its own file.
    const file = join(folder, "case.sql");
    await writeFile(file, bytes);
    const verdict = await verdictOn(file, psql);
    const kept = join(folder, `${seed}-${at}.sql`);
    if (verdict.outcome === "wrong") await writeFile(kept, bytes);
    const done = { script, mutation: name, verdict, file: kept };
    cases.push(done);
    tell?.(done, at);
  }
  return { cases };
}

/** Of the seed and its number alone, so that one case can be made again. */
function caseOf(text: Buffer, seed: number, at: number): Mutated {
  return mutated(text, randomOf(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b)));
}

function countsOf({ cases }: Walk): Readonly<Record<string, number>> {
  return Object.fromEntries(outcomes.map((each) => [each, cases.filter((one) => one.verdict.outcome === each).length]));
}

/** Counts by outcome, and the reasons of each with their counts. */
export function tableOf(walked: Walk): string {
  const lines = Object.entries(countsOf(walked)).flatMap(([outcome, count]) => {
    const reasons = new Map<string, number>();
    for (const { verdict } of walked.cases)
      if (verdict.outcome === outcome && verdict.reason !== "")
        reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
    const sorted = [...reasons].sort(([, one], [, other]) => other - one);
    return [
      `${String(count).padStart(6)}  ${outcome}`,
      ...sorted.map(([reason, times]) => `${String(times).padStart(14)}  ${reason}`),
    ];
  });
  return [`${walked.cases.length} cases`, ...lines].join("\n");
}
