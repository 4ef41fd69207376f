// A unique constraint is enforced by a unique index: the same rows are refused. Not so when it may be deferred.

import { keyShape } from "../../kinds/index-keys.ts";
import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides } from "../evidence/facts.ts";
import { namedInCode } from "./named-in-code.ts";

const sameRows = "both make the same keys unique, so they refuse the same rows";
const whatDiffers =
  "What still differs: only a constraint can be DEFERRABLE (this one is not) or be named in ON CONFLICT ON CONSTRAINT";

export const uniqueIndexAsConstraint: Equivalence = {
  name: "unique-index-as-constraint",
  summary:
    "A unique constraint on one side, a unique index with the same keys and no predicate on the other, neither deferrable.",
  about: { kind: ["constraint", "index"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    const { declared, live } = objects;
    const types = [declared.attributes.type, live.attributes.type].sort().join();
    if (types !== "UNIQUE,UNIQUE INDEX") return declined("the two are not a unique constraint and a unique index");
    if (declared.attributes.deferrable || live.attributes.deferrable)
      return declined("the constraint is DEFERRABLE; an index is always checked row by row");
    if (declared.attributes.withoutOverlaps || live.attributes.withoutOverlaps)
      return declined("only a constraint can be WITHOUT OVERLAPS");
    if (keyShape(declared.attributes) !== keyShape(live.attributes))
      return declined("their keys, predicates, included columns or treatment of NULL differ");
    return namedInCode(drift.id, comparison) ?? `${sameRows}. ${whatDiffers}`;
  },
};
