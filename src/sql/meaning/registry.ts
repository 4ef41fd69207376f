// Every rewriting, in the order in which they are tried on a node. A new one is one file and one line here.

import { arrays } from "./arrays.ts";
import { booleans } from "./booleans.ts";
import { calls } from "./calls.ts";
import { comparisons } from "./comparisons.ts";
import { constants } from "./constants.ts";
import { implicitCasts } from "./implicit.ts";
import { lists } from "./lists.ts";
import { moments } from "./moments.ts";
import type { Rewriting } from "./rewriting.ts";
import { sets } from "./sets.ts";

/** `comparisons` comes before `lists`, which makes another form of what it reads. */
export const rewritings: readonly Rewriting[] = [
  calls,
  moments,
  constants,
  arrays,
  implicitCasts,
  comparisons,
  lists,
  booleans,
  sets,
];
