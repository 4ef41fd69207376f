// MariaDB and MySQL 5 say RESTRICT where nothing was said. The two differ only when the check can wait, or a key moves onto another.

import { bothSides } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const restrictAsNoAction: Equivalence = {
  name: "restrict-as-no-action",
  summary: "`NO ACTION` on the one side, `RESTRICT` on the other, neither deferrable.",
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined || [drift.declared, drift.live].sort().join() !== "NO ACTION,RESTRICT") return undefined;
    if (objects.declared.attributes.deferrable || objects.live.attributes.deferrable) return undefined;
    return "both refuse it and neither can be deferred; they differ only where one UPDATE moves a key onto another row's";
  },
};
