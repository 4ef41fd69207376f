// What can be asked of a plan, besides what a check can be asked.

import type { CheckOptions } from "../check.ts";

export interface PlanOptions extends CheckOptions {
  /** Globs of the ids of the drift that is planned; all of it by default. */
  readonly only?: readonly string[];
  /** Writes what loses data as statements; as comments by default. */
  readonly allowDataLoss?: boolean;
  /** Also writes what no copy can prove, as PGlite lacks what it is about; by default it is refused. */
  readonly unproven?: boolean;
  /** From a live object, as `public.users.mail`, to the name of the declared one that it is. */
  readonly renames?: ReadonlyMap<string, string>;
}
