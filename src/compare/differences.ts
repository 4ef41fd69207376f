// The step in which every difference is found.

import { kindNamed } from "../kinds/registry.ts";
import { diff } from "./diff/diff.ts";
import type { Step } from "./step.ts";

export const differences: Step = {
  name: "differences",
  why: "Objects are paired by name, and where a kind's names don't matter by shape; every attribute of every pair is compared.",
  neverHides: "Anything: only objects that are equal in every attribute that was read are left out.",
  run: (comparison) => ({
    ...comparison,
    ...diff(comparison.declared, comparison.live, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy)),
  }),
};
