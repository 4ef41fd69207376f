// One change of the live database alone, and everything that a check must then report besides what it reported before.

import type { Drift, DriftType } from "../../src/catalog/drift.ts";

/** `changed column:public.customers.phone type`: the type of drift, the object's id, the attribute that changed. */
export type Expected = `${DriftType} ${string}:${string}`;

export interface Mutation {
  readonly name: string;
  /** Run on the live side, with its schema as the search_path. */
  readonly sql: string;
  /** All of it: what else is reported is noise. */
  readonly expect: readonly Expected[];
  /** The first major version of PostgreSQL that can be mutated so. */
  readonly since?: number;
}

export function asExpected({ type, id, attribute }: Drift): Expected {
  // An id is of its own type, which hides its colon from the compiler.
  return `${type} ${id}${attribute === undefined ? "" : ` ${attribute}`}` as Expected;
}

export interface Verdict {
  readonly notReported: readonly string[];
  readonly noise: readonly string[];
}

export const asDemanded: Verdict = { notReported: [], noise: [] };

/** What is wrong with a report on a mutated database that had this drift before. */
export function judge(
  drift: readonly Drift[],
  before: readonly Expected[],
  { expect }: Pick<Mutation, "expect">,
): Verdict {
  const [reported, demanded] = [drift.map(asExpected), [...before, ...expect]];
  return {
    notReported: demanded.filter((each) => !reported.includes(each)),
    noise: reported.filter((each, at) => !demanded.includes(each) || reported.indexOf(each) !== at),
  };
}
