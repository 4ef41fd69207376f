// A CHECK that lists labels, where the other side's column has an enum type that permits just these.

import { columnOf, counterpart, labelsOf, membershipCheck, oneSided, sameLabels } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const checkByEnum: Equivalence = {
  name: "check-by-enum",
  summary: "All that the CHECK says is which labels one column may hold, and the other side's enum type says the same.",
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return undefined;
    const { side, own, other } = sides;
    const check = own.objects.get(drift.id);
    const member = check && membershipCheck(check);
    const column = member && columnOf(check.parent, member.column, own);
    const twin = column && counterpart(column.id, side, comparison);
    if (twin === undefined || column === undefined) return undefined;
    const [listed, native] = [labelsOf(column, own), labelsOf(twin, other)];
    if (native?.by !== "enum" || !sameLabels(listed, native)) return undefined;
    return `the enum type of ${twin.id} permits just the same labels (${native.labels.join(", ")})`;
  },
};
