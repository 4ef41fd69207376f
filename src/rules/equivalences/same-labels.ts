// A column whose permitted strings are listed on both sides: by enum types of any name, or by an enum and a CHECK.

import { parseType } from "../../sql/expression.ts";
import { bothSides, labelsOf, sameLabels } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const sameLabelsOfColumn: Equivalence = {
  name: "same-labels",
  summary:
    "Enum types with the same labels in the same order; or an enum and a text column whose one CHECK lists the same labels.",
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined) return undefined;
    if (parseType(String(drift.declared))?.dimensions !== parseType(String(drift.live))?.dimensions) return undefined;
    const [declared, live] = [labelsOf(columns.declared, comparison.declared), labelsOf(columns.live, comparison.live)];
    if (!sameLabels(declared, live)) return undefined;
    return `both permit just (${live?.labels.join(", ")})`;
  },
};
