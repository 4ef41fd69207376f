// Two CHECKs that list the same strings for the same column, in whatever order and under whatever casts to text.

import { declined, type Equivalence, oneSideOnly, proved } from "../equivalence.ts";
import { bothSides, membershipCheck } from "../evidence/facts.ts";

export const sameMembership: Equivalence = {
  name: "same-membership",
  summary: "Both CHECKs only list the strings that one column accepts, and the lists are the same.",
  about: { kind: ["constraint"], type: ["changed"], attribute: ["expression"] },
  prove: (drift, comparison) => {
    const checks = bothSides(drift, comparison);
    if (checks === undefined) return oneSideOnly;
    const [declared, live] = [membershipCheck(checks.declared), membershipCheck(checks.live)];
    if (declared === undefined || live === undefined)
      return declined("one of the two is not a CHECK that only lists the strings of one column, for every row");
    const show = ({ column, labels }: typeof declared) => `${column} in (${[...new Set(labels)].sort().join(", ")})`;
    const forms = { declared: show(declared), live: show(live) };
    const [one, other] = [declared, live].map(({ column, labels }) =>
      JSON.stringify([column, [...new Set(labels)].sort()]),
    );
    return one === other
      ? proved("both accept the same strings, and NULL", forms)
      : declined("they accept other strings, or limit another column", forms);
  },
};
