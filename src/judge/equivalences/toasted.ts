// How a column's long values are stored. All ways but PLAIN take values that are longer than a page.

import { declined, type Equivalence } from "../equivalence.ts";

export const toasted: Equivalence = {
  name: "toasted",
  summary: "Neither side stores the column as `PLAIN`, which refuses values longer than a page.",
  about: { kind: ["column"], type: ["changed"], attribute: ["storage"] },
  prove: ({ declared, live }) =>
    declared === "PLAIN" || live === "PLAIN"
      ? declined("PLAIN refuses rows with a value longer than a page (8 kB)")
      : "EXTENDED, EXTERNAL and MAIN accept the same values",
};
