// What is chosen of the long walks: the same by the same seed, other ones by another, and with time each of them.

import { expect, it, vi } from "vitest";
import { hasTurn, isNightly, sample, seed } from "./sample.ts";

const cases = Array.from({ length: 40 }, (_, at) => at);

const chosenBy = (asked: number) => onDay(asked, () => sample(cases, 10));

function onDay<T>(asked: number, ask: () => T): T {
  vi.stubEnv("DRIFTCHECK_SAMPLE", String(asked));
  try {
    return ask();
  } finally {
    vi.unstubAllEnvs();
  }
}

it.skipIf(isNightly)("is so many, in their order, and the same by the same seed", () => {
  const chosen = chosenBy(20261129);
  expect(chosen).toHaveLength(10);
  expect(chosen).toEqual([...chosen].sort((one, other) => one - other));
  expect(chosenBy(20261129)).toEqual(chosen);
  expect(chosenBy(20261130)).not.toEqual(chosen);
});

it.skipIf(isNightly)("comes to each of them within a few weeks", () => {
  const days = Array.from({ length: 31 }, (_, day) => 20261201 + day);
  expect(new Set(days.flatMap(chosenBy)).size).toBe(cases.length);
});

it.skipIf(isNightly)("gives a long test its turn on each third day", () => {
  const turns = [20261129, 20261130, 20261131, 20261132].map((day) => onDay(day, () => hasTurn("a")));
  expect(turns.filter(Boolean)).toHaveLength(turns[0] ? 2 : 1);
  expect(turns[3]).toBe(turns[0]);
});

it("is all where there are no more", () => expect(sample([1, 2], 2)).toEqual([1, 2]));

it("refuses a seed that is no number", () => expect(() => seed("today")).toThrow("DRIFTCHECK_SAMPLE: today"));
