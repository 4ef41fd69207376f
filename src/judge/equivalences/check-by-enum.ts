// A declared CHECK that lists labels, where the live column has an enum type that permits just these.

import { columnOf, counterpart, labelsOf, membershipCheck, oneSided, sameLabels } from "../rules/facts.ts";
import { bothHaveIt, declined, type Equivalence } from "./equivalence.ts";
import { namedInCode, saidInCode } from "./named-in-code.ts";

export const checkByEnum: Equivalence = {
  name: "check-by-enum",
  summary: "All that the CHECK says is which labels one column may hold, and the other side's enum type says the same.",
  about: { kind: ["constraint"], type: ["missing", "unexpected"] },
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return bothHaveIt;
    const { side, own, other } = sides;
    const check = own.objects.get(drift.id);
    const member = check && membershipCheck(check);
    if (member === undefined) return declined("it is no CHECK that only lists the labels of one column, for every row");
    const column = columnOf(check?.parent, member.column, own);
    const twin = column && counterpart(column.id, side, comparison);
    if (twin === undefined || column === undefined)
      return declined(`the other side has no column ${member.column} to compare with`);
    const [listed, native] = [labelsOf(column, own), labelsOf(twin, other)];
    if (native?.by !== "enum")
      return declined(`the type of ${twin.id} is no enum that would permit just the same labels`);
    if (side === "live") return declined(`the enum type of ${twin.id} is gone: casts to it fail`);
    if (!sameLabels(listed, native))
      return declined(
        `the CHECK permits (${member.labels.join(", ")}), the enum type of ${twin.id} (${native.labels.join(", ")})`,
      );
    const said = saidInCode(
      ["check_violation", "23514"],
      comparison,
      "waits for the error of a CHECK; an enum's is another",
    );
    const named = namedInCode(drift.id, comparison) ?? said;
    if (named !== undefined) return named;
    return `the enum type of ${twin.id} permits just the same labels (${native.labels.join(", ")})`;
  },
};
