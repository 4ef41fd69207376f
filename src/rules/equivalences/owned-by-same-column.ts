// Sequences that belong to one column: their names are PostgreSQL's choice, not the model's.

import { bothSides, counterpart } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const ownedBySameColumn: Equivalence = {
  name: "owned-by-same-column",
  summary: "Both sequences are owned by the same column.",
  prove: (drift, comparison) => {
    const sequences = bothSides(drift, comparison);
    const owner = sequences?.declared.parent;
    if (owner === undefined || counterpart(owner, "declared", comparison)?.id !== sequences?.live.parent)
      return undefined;
    return `both sequences are owned by ${owner}`;
  },
};
