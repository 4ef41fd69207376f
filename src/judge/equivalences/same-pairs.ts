// A foreign key of several columns, whose pairs are listed in another order.

import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides, listOf } from "../evidence/facts.ts";

export const samePairs: Equivalence = {
  name: "same-pairs",
  summary: "The same columns refer to the same columns, pair by pair.",
  about: { kind: ["constraint"], type: ["changed"], attribute: ["columns", "referencedColumns"] },
  prove: (drift, comparison) => {
    const keys = bothSides(drift, comparison);
    if (keys === undefined) return oneSideOnly;
    const [declared = "", live] = [keys.declared, keys.live].map(({ attributes: { columns, referencedColumns } }) => {
      const referred = listOf(referencedColumns);
      const pairs = listOf(columns).map((column, at) => JSON.stringify([column, referred[at]]));
      return pairs.sort().join(" ");
    });
    if (keys.declared.attributes.type !== "FOREIGN KEY") return declined("it is not a foreign key");
    return declared === live ? `on both sides ${declared}` : declined("the pairs of columns differ");
  },
};
