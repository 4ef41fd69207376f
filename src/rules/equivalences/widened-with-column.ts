// The sequence behind an integer column is as wide as its column.

import { bothSides } from "../facts.ts";
import { declined, type Equivalence, isProof, verdictOf } from "./equivalence.ts";
import { ownedBySameColumn } from "./owned-by-same-column.ts";
import { widerInteger } from "./wider-integer.ts";

const widths: Readonly<Record<string, number>> = { smallint: 16, integer: 32, bigint: 64 };

export const widenedWithColumn: Equivalence = {
  name: "widened-with-column",
  summary: "The wider sequence is owned by the same column as the narrower one, and the column holds what it gives.",
  about: { kind: ["sequence"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const owned = verdictOf(ownedBySameColumn, drift, comparison);
    if (!isProof(owned)) return owned;
    const sequences = bothSides(drift, comparison);
    const column = sequences?.live.parent && comparison.live.objects.get(sequences.live.parent);
    const type = String(column?.attributes.type);
    // A numeric column holds whatever a sequence gives.
    if ((widths[type] ?? 64) < (widths[String(drift.live)] ?? 0))
      return declined(`the column is ${type} still, which does not hold what the sequence may give`);
    if (sequences?.declared.attributes.cycle && sequences.live.attributes.cycle)
      return declined("it starts again at its end, which is another one now");
    const wider = verdictOf(widerInteger, drift, comparison);
    return isProof(wider) ? `${owned.because}; ${wider.because}` : wider;
  },
};
