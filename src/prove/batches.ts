// Which mutations are made at once: those that are alike, as each of them is told by a drift of its own.

import { groupOf, type Mutation } from "./mutation.ts";

export function batchesOf(mutations: readonly Mutation[]): Mutation[][] {
  const groups = new Map<string, Mutation[]>();
  for (const mutation of mutations) {
    const group = groups.get(groupOf(mutation));
    if (group === undefined) groups.set(groupOf(mutation), [mutation]);
    else group.push(mutation);
  }
  return [...groups.values()];
}
