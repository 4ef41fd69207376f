// Pairs of schemas out of the test suites of other tools, and what PostgreSQL's own dumps say of each: ../shared/conformance.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Pair {
  /** `corpus/name`, which no two pairs share. */
  readonly id: string;
  readonly declared: string;
  readonly live: string;
  /** To be created before either script runs. */
  readonly roles: readonly string[];
  /** The truth: did the two `pg_dump --schema-only` of PostgreSQL 15 differ? */
  readonly dumpsDiffer: boolean;
}

/** A line of the files, as their README describes it. */
type Line = Omit<Pair, "id"> & { readonly corpus: string; readonly name: string };

/** Every pair, in the order of the files' names; none where there is no reference data. */
export function conformancePairs(shared: string | undefined): Pair[] {
  if (shared === undefined) return [];
  const folder = join(shared, "conformance");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return files.sort().flatMap((file) => pairsOf(join(folder, file)));
}

function pairsOf(file: string): Pair[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const { corpus, name, ...pair } = JSON.parse(line) as Line;
      return { id: `${corpus}/${name}`, ...pair };
    });
}
