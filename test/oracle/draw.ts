// Chance that can be repeated: every choice of a step follows from the step's one number, which fast-check draws.

import { randomOf } from "../support/sample.ts";
import type { Draw } from "./mutations/mutation.ts";

// Dots, quotes, spaces, upper case, keywords, other scripts: what breaks a tool that quotes by hand.
const stems = [
  "thing",
  "Thing",
  "order",
  'say "it"',
  "a.b",
  "x y",
  "größe",
  "名前",
  "select",
  "it's",
  "back\\slash",
  "$1",
];

/** @param number what fast-check drew; @param serial how many draws there were, for names of their own */
export function drawFrom(number: number, serial: number): Draw {
  let names = 0;
  const next = randomOf(number);
  const oneOf = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(next() * choices.length)];
    if (choice === undefined) throw new RangeError("nothing to choose from");
    return choice;
  };
  const newName = () => {
    names += 1;
    const stem = next() < 0.6 ? "made" : oneOf(stems);
    return `"${`${stem}_${serial}_${names}`.replaceAll('"', '""')}"`;
  };
  return { oneOf, newName };
}

/** One of these, the heavier the likelier. */
export function weighted<T>(choices: readonly T[], weightOf: (choice: T) => number, draw: Draw): T {
  const total = choices.reduce((sum, choice) => sum + weightOf(choice), 0);
  let left = (draw.oneOf(parts) / parts.length) * total;
  for (const choice of choices) {
    left -= weightOf(choice);
    if (left < 0) return choice;
  }
  return draw.oneOf(choices);
}

const parts = Array.from({ length: 4096 }, (_, at) => at);
