// How a column's long values are stored. All ways but PLAIN take values that are longer than a page.

import { declined, type Equivalence } from "./equivalence.ts";

export const toasted: Equivalence = {
  name: "toasted",
  summary: "Neither side stores the column `PLAIN`, which takes no value that is longer than a page.",
  about: { kind: ["column"], type: ["changed"], attribute: ["storage"] },
  prove: ({ declared, live }) =>
    declared === "PLAIN" || live === "PLAIN"
      ? declined("PLAIN takes no value that is longer than a page (8 kB): the row is refused")
      : "each of EXTENDED, EXTERNAL and MAIN takes the same values",
};
