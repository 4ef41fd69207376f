// A unique constraint is enforced by a unique index: the same rows are refused. Not so when it may be deferred.

import { keyShape } from "../../kinds/index-keys.ts";
import { bothSides } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const uniqueIndexAsConstraint: Equivalence = {
  name: "unique-index-as-constraint",
  summary:
    "A unique constraint on the one side, a unique index with the same keys and no predicate on the other, neither deferrable.",
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return undefined;
    const { declared, live } = objects;
    const types = [declared.attributes.type, live.attributes.type].sort().join();
    if (types !== "UNIQUE,UNIQUE INDEX" || declared.attributes.deferrable || live.attributes.deferrable)
      return undefined;
    if (keyShape(declared.attributes) !== keyShape(live.attributes)) return undefined;
    return "the same keys are unique in both; only ON CONFLICT ON CONSTRAINT needs the constraint";
  },
};
