// Where a format's files go: what --out names, or else the tool's own locator among the sides of the comparison.

import { UsageError } from "../../errors.ts";
import { prefixed } from "../../migrations/locate.ts";
import type { PlanFormat } from "./format.ts";

const standardOutput = "plan.sql";

/** @throws UsageError where nothing names the tool's folder */
export function pathOf(format: PlanFormat, out: string | undefined, locators: readonly (string | undefined)[]): string {
  if (out !== undefined) return out;
  // Plain SQL has no folder of its own.
  if (format.name === "sql") return standardOutput;
  const own = locators.map((locator) => locator && prefixed(locator)).find((each) => each && each.name === format.name);
  if (own) return own.path;
  throw new UsageError(
    `--format ${format.name} numbers its files after those that are there. Name ${format.out} with --out; nothing there is overwritten.`,
  );
}
