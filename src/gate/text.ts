// A gate for a person: a line a step as it ends, what a failed command printed, and the verdict.

import { printable, redactWithin } from "../redact.ts";
import { plural, sentence } from "../reporters/words.ts";
import { outcomeOf } from "./gate.ts";
import type { Result, Step } from "./step.ts";

/** As wide as the longest outcome. */
const outcomeWidth = "could not tell".length;

export function lineOf({ outcome, name, says, milliseconds }: Result, steps: readonly Step[]): string {
  const width = Math.max(...steps.map((each) => printable(each.name).length));
  const words = [outcome.padEnd(outcomeWidth), printable(name).padEnd(width), `${seconds(milliseconds).padStart(8)}`];
  return `${words.join("  ")}  ${printable(says)}\n`;
}

/** What a command printed last, for stderr. */
export function printedBy({ name, printed = [] }: Result): string {
  return printed.map((line) => `${printable(name)} | ${printable(redactWithin(line))}\n`).join("");
}

export function verdictOf(results: readonly Result[]): string {
  const not = results.filter(({ outcome }) => outcome !== "passed");
  if (not.length === 0) return `\nThe gate is open: ${plural(results.length, "step")} passed.\n`;
  const lines = not.map(({ name, more }) => `  ${printable(name)}: ${printable(more)}\n`);
  const verdict = outcomeOf(results) === "failed" ? "did not pass" : "did not pass, or could not be told";
  return `\n${sentence(`The gate is closed: ${not.length} of ${plural(results.length, "step")} ${verdict}`)} To see more:\n${lines.join("")}`;
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
