// Sequences that belong to one column: their names are PostgreSQL's choice, not the model's.

import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides, counterpart } from "../evidence/facts.ts";
import { borneByAnother, renamedInCode } from "./named-in-code.ts";

export const ownedBySameColumn: Equivalence = {
  name: "owned-by-same-column",
  summary: "Both sequences are owned by the same column.",
  about: { kind: ["sequence"], type: ["changed"], attribute: ["name"] },
  prove: (drift, comparison) => {
    const sequences = bothSides(drift, comparison);
    if (sequences === undefined) return oneSideOnly;
    const owner = sequences.declared.parent;
    if (owner === undefined) return declined("no column owns the declared sequence");
    if (counterpart(owner, "declared", comparison)?.id !== sequences.live.parent)
      return declined(
        `the declared sequence is owned by ${owner}, the live one by ${sequences.live.parent ?? "no column"}`,
      );
    // What else differs is judged apart from the name.
    const named =
      drift.attribute === "name" ? (renamedInCode(drift, comparison) ?? borneByAnother(drift, comparison)) : undefined;
    return named ?? `both sequences are owned by ${owner}`;
  },
};
