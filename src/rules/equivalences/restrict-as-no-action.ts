// MariaDB and MySQL 5 say RESTRICT where nothing was said. The two differ only when the check can wait, or one statement puts a key back.

import { bothSides } from "../facts.ts";
import { declined, type Equivalence, oneSideOnly } from "./equivalence.ts";

export const restrictAsNoAction: Equivalence = {
  name: "restrict-as-no-action",
  summary: "`NO ACTION` on the one side, `RESTRICT` on the other, neither deferrable.",
  about: { kind: ["constraint"], type: ["changed"], attribute: ["onDelete", "onUpdate"] },
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    if ([drift.declared, drift.live].sort().join() !== "NO ACTION,RESTRICT")
      return declined(`${drift.declared} and ${drift.live} are not NO ACTION and RESTRICT`);
    if (objects.declared.attributes.deferrable || objects.live.attributes.deferrable)
      return declined(
        "a foreign key that can be deferred checks NO ACTION at the end of the transaction, RESTRICT at once",
      );
    return "both refuse it and neither can be deferred. They differ where the same statement puts the referenced key back (an UPDATE that moves a key onto another row's, a trigger, a WITH that changes data), which only NO ACTION allows, and in the error's SQLSTATE (23503, 23001)";
  },
};
