// An enum type that only one side has, where every column that uses it permits the same labels on the other side.

import { counterpart, labelsOf, oneSided, sameLabels, usersOf } from "../facts.ts";
import { bothHaveIt, declined, type Equivalence } from "./equivalence.ts";

export const enumOfSameLabels: Equivalence = {
  name: "enum-of-same-labels",
  summary: "Every column that uses the enum type has the same labels on the other side, under another type or a CHECK.",
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return bothHaveIt;
    const { side, own, other } = sides;
    const users = usersOf(drift.id, own);
    const differs = users.find((user) => {
      const twin = counterpart(user.id, side, comparison);
      return user.kind !== "column" || twin === undefined || !sameLabels(labelsOf(user, own), labelsOf(twin, other));
    });
    if (users.length === 0) return declined("no column uses it, so none can show that its labels live on elsewhere");
    if (differs !== undefined)
      return declined(`${differs.id} uses it, and does not permit the same labels on the other side`);
    return `only columns use it (${users.map(({ id }) => id).join(", ")}), and they permit the same labels on the other side`;
  },
};
