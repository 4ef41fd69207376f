// The sequence behind an integer column is as wide as its column.

import { bothSides } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";
import { ownedBySameColumn } from "./owned-by-same-column.ts";
import { widerInteger } from "./wider-integer.ts";

export const widenedWithColumn: Equivalence = {
  name: "widened-with-column",
  summary: "The wider sequence is owned by the same column as the narrower one.",
  prove: (drift, comparison) => {
    const wider = widerInteger.prove(drift, comparison);
    const owned = bothSides(drift, comparison) && ownedBySameColumn.prove(drift, comparison);
    return wider && owned && `${owned}; ${wider}`;
  },
};
