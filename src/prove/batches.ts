// Which mutations are made at once: those that are alike, as each of them is told by a drift of its own.

import { groupOf, type Mutation } from "./mutation.ts";

/** @param isToldAsOne is it in a table that is told as a whole, so that only one of its mutations can be made at once? */
export function batchesOf(
  mutations: readonly Mutation[],
  isToldAsOne: (mutation: Mutation) => boolean = () => false,
): Mutation[][] {
  const groups = new Map<string, Mutation[]>();
  const toldOf = new Map<string, number>();
  for (const mutation of mutations) {
    const alike = groupOf(mutation);
    const inHome = `${alike} ${mutation.home}`;
    const nth = isToldAsOne(mutation) ? (toldOf.get(inHome) ?? 0) : 0;
    toldOf.set(inHome, nth + 1);
    const key = `${alike} ${nth}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mutation]);
    else group.push(mutation);
  }
  return [...groups.values()];
}
