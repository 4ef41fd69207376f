// MariaDB and MySQL 5 say RESTRICT where nothing was said. The two differ only when the check can wait, or a key moves onto another.

import { bothSides } from "../facts.ts";
import { declined, type Equivalence, oneSideOnly } from "./equivalence.ts";

export const restrictAsNoAction: Equivalence = {
  name: "restrict-as-no-action",
  summary: "`NO ACTION` on the one side, `RESTRICT` on the other, neither deferrable.",
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    if ([drift.declared, drift.live].sort().join() !== "NO ACTION,RESTRICT")
      return declined(`${drift.declared} and ${drift.live} are not NO ACTION and RESTRICT`);
    if (objects.declared.attributes.deferrable || objects.live.attributes.deferrable)
      return declined(
        "a foreign key that can be deferred checks NO ACTION at the end of the transaction, RESTRICT at once",
      );
    return "both refuse it and neither can be deferred; they differ only where one UPDATE moves a key onto another row's";
  },
};
