// A column whose permitted strings are listed on both sides: by enum types of any name, or by an enum and a CHECK.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence, oneSideOnly, proved } from "../equivalence.ts";
import { keptByEnum, keptByOrder } from "../evidence/enum-code.ts";
import { bothSides, type Labels, labelsOf, sameLabels } from "../evidence/facts.ts";

const show = (side: Labels | undefined) => `(${side?.labels.join(", ")}), by ${side?.by}`;

function unlike(declared: Labels | undefined, live: Labels | undefined): string {
  if (declared?.by === "check" && live?.by === "check") return "neither side has an enum type";
  if (live?.by === "check") return "the live database lacks the enum type, so casts to it fail";
  const [a, b] = [declared, live].map((side) => [...(side?.labels ?? [])].sort().join("\0"));
  return a === b ? "the labels are the same in another order, and values sort in that order" : "the labels differ";
}

export const sameLabelsOfColumn: Equivalence = {
  name: "same-labels",
  summary:
    "Both sides have enum types with the same labels in the same order, or the declared side has a text column whose only CHECK lists the live enum's labels.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined) return oneSideOnly;
    if (parseType(String(drift.declared))?.dimensions !== parseType(String(drift.live))?.dimensions)
      return declined("one type is an array and the other is not");
    const [declared, live] = [labelsOf(columns.declared, comparison.declared), labelsOf(columns.live, comparison.live)];
    const unlisted = declared === undefined ? "declared" : live === undefined ? "live" : undefined;
    if (unlisted !== undefined)
      return declined(`neither an enum type nor a single CHECK lists the labels of the ${unlisted} column`);
    const forms = { declared: show(declared), live: show(live) };
    if (!sameLabels(declared, live)) return declined(unlike(declared, live), forms);
    return (
      keptByOrder(drift, comparison, declared, live) ??
      keptByEnum(drift, comparison) ??
      proved(`both accept exactly (${live?.labels.join(", ")})`, forms)
    );
  },
};
