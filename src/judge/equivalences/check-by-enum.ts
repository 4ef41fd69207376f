// A declared CHECK that lists labels, where the live column has an enum type that permits just these.

import { bothHaveIt, declined, type Equivalence } from "../equivalence.ts";
import { columnOf, counterpart, labelsOf, membershipCheck, oneSided, sameLabels } from "../evidence/facts.ts";
import { namedInCode, saidInCode } from "./named-in-code.ts";

export const checkByEnum: Equivalence = {
  name: "check-by-enum",
  summary:
    "The CHECK only lists the labels that one column accepts, and the other side's enum type has the same labels.",
  about: { kind: ["constraint"], type: ["missing", "unexpected"] },
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return bothHaveIt;
    const { side, own, other } = sides;
    const check = own.objects.get(drift.id);
    const member = check && membershipCheck(check);
    if (member === undefined)
      return declined("it is not a CHECK that only lists the labels of one column, for every row");
    const column = columnOf(check?.parent, member.column, own);
    const twin = column && counterpart(column.id, side, comparison);
    if (twin === undefined || column === undefined)
      return declined(`the other side has no column ${member.column} to compare with`);
    const [listed, native] = [labelsOf(column, own), labelsOf(twin, other)];
    if (native?.by !== "enum") return declined(`the type of ${twin.id} is not an enum with the same labels`);
    if (side === "live") return declined(`the live database lacks the enum type of ${twin.id}, so casts to it fail`);
    if (!sameLabels(listed, native))
      return declined(
        `the CHECK accepts (${member.labels.join(", ")}), the enum type of ${twin.id} (${native.labels.join(", ")})`,
      );
    const handler = saidInCode(
      ["check_violation", "23514"],
      comparison,
      "expects the error of a CHECK; an enum raises another one",
    );
    const named = namedInCode(drift.id, comparison) ?? handler;
    if (named !== undefined) return named;
    return `the enum type of ${twin.id} accepts exactly the same labels (${native.labels.join(", ")})`;
  },
};
