// The sequence behind an integer column is as wide as its column.

import { type Equivalence, isProof, judge } from "./equivalence.ts";
import { ownedBySameColumn } from "./owned-by-same-column.ts";
import { widerInteger } from "./wider-integer.ts";

export const widenedWithColumn: Equivalence = {
  name: "widened-with-column",
  summary: "The wider sequence is owned by the same column as the narrower one.",
  prove: (drift, comparison) => {
    const owned = judge(ownedBySameColumn, drift, comparison);
    if (!isProof(owned)) return owned;
    const wider = judge(widerInteger, drift, comparison);
    return isProof(wider) ? `${owned.because}; ${wider.because}` : wider;
  },
};
