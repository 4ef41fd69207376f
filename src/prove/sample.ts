// A part of the mutations, chosen by a seed: the same ones each time, and as many sorts of them as there is room for.

import { batchesOf } from "./batches.ts";
import type { Mutation } from "./mutation.ts";

export function sampleOf(mutations: readonly Mutation[], size: number, seed: number): Mutation[] {
  const random = generator(seed);
  const shuffled = shuffle(batchesOf(mutations), random).map((group) => shuffle(group, random));
  const chosen = new Set<Mutation>();
  for (let round = 0; chosen.size < Math.min(size, mutations.length); round += 1) {
    for (const group of shuffled) {
      const next = group[round];
      if (next !== undefined && chosen.size < size) chosen.add(next);
    }
  }
  return mutations.filter((mutation) => chosen.has(mutation));
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** mulberry32: numbers from 0 to 1, the same for the same seed on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
