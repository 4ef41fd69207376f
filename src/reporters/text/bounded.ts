// A list of which a person reads the beginning.

import { number } from "../words.ts";

const most = 12;

/** The first lines of a list, and how to see the others. */
export function bounded(lines: readonly string[], what: string): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `  ${most} of ${number(lines.length)} ${what} shown; --reporter json lists all.`];
}
