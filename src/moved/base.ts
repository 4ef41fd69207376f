// The base of a check: what was declared and what was live at one moment of the past, from which both sides may have moved.

import type { Catalog } from "../catalog/catalog.ts";
import type { ReportedBase } from "../reporters/reporter.ts";

export interface Base {
  readonly from: Omit<ReportedBase, "moved">;
  /** What was declared then. */
  readonly model: Catalog;
  /** What was live then, by its declared names; the same as the model where that is all that is known. */
  readonly live: Catalog;
}

/**
 * Asked only if something differs. Undefined where there is none.
 * @param distance how many differences, noise apart, there are between a catalog and what is live now
 */
export type FindBase = (distance: (from: Catalog) => Promise<number>) => Promise<Base | undefined>;
