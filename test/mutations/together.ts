// Many mutations judged by one reading: everyday all of them are made, and reading takes longer than making. Only those share a
// reading that are about other objects, and whatever is wrong with some of them is looked for in ever fewer, in the end in each alone.

import { asDemanded, type Expected, type Mutation, type Verdict } from "./mutation.ts";

const most = 24;

/** What is reported where these are made one after another; those that can't be made after the others are left out. One alone throws. */
export type Making = (mutations: readonly Mutation[]) => Promise<{
  readonly made: readonly Mutation[];
  readonly verdict: Verdict;
}>;

/** @returns the verdict on each mutation; what it throws alone, asking for its verdict throws */
export function judgeTogether(mutations: readonly Mutation[], make: Making): (mutation: Mutation) => Promise<Verdict> {
  const batches = batchesOf(mutations);
  const judged = new Map<readonly Mutation[], Promise<ReadonlyMap<Mutation, () => Verdict>>>();
  return async (mutation) => {
    const batch = batches.find((each) => each.includes(mutation)) ?? [mutation];
    const verdicts = judged.get(batch) ?? judge(batch, make);
    judged.set(batch, verdicts);
    return (await verdicts).get(mutation)?.() ?? Promise.reject(new Error("it was not made"));
  };
}

async function judge(batch: readonly Mutation[], make: Making): Promise<ReadonlyMap<Mutation, () => Verdict>> {
  if (batch.length === 0) return new Map();
  const outcome = await make(batch).catch((error: unknown) => ({ error }));
  if ("error" in outcome && batch.length === 1) return new Map(batch.map((each) => [each, () => fail(outcome.error)]));
  const made = "error" in outcome ? batch : outcome.made;
  const verdict = "error" in outcome ? undefined : outcome.verdict;
  const isRight = verdict !== undefined && [...verdict.notReported, ...verdict.noise].length === 0;
  const leftOut = batch.filter((each) => !made.includes(each));
  const known = new Map<Mutation, () => Verdict>();
  if (verdict !== undefined && (isRight || made.length === 1))
    for (const each of made) known.set(each, () => (isRight ? asDemanded : verdict));
  else for (const half of halves(made)) for (const [each, told] of await judge(half, make)) known.set(each, told);
  for (const each of leftOut) for (const [one, told] of await judge([each], make)) known.set(one, told);
  return known;
}

function fail(error: unknown): never {
  throw error;
}

const halves = <T>(list: readonly T[]) => [
  list.slice(0, Math.ceil(list.length / 2)),
  list.slice(Math.ceil(list.length / 2)),
];

/** No two of a batch are demanded to report one object, or one object and what belongs to it. */
function batchesOf(mutations: readonly Mutation[]): (readonly Mutation[])[] {
  const batches: { readonly members: Mutation[]; readonly objects: string[] }[] = [];
  for (const mutation of mutations) {
    const objects = mutation.expect.map(objectOf);
    let batch = batches.find((each) => each.members.length < most && !objects.some((one) => isIn(one, each.objects)));
    if (batch === undefined) {
      batch = { members: [], objects: [] };
      batches.push(batch);
    }
    batch.members.push(mutation);
    batch.objects.push(...objects);
  }
  return batches.map(({ members }) => members);
}

/** `public.customers.phone` of `changed column:public.customers.phone type`. */
function objectOf(expected: Expected): string {
  const id = expected.slice(expected.indexOf(":") + 1);
  return expected.startsWith("changed ") ? id.slice(0, id.lastIndexOf(" ")) : id;
}

const isIn = (one: string, others: readonly string[]) =>
  others.some((other) => one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`));
