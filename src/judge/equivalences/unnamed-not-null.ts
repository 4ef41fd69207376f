// The name that PostgreSQL 18 gives a NOT NULL: an error does not tell it, and only ALTER TABLE looks for it.

import type { Equivalence } from "./equivalence.ts";
import { saidInCode } from "./named-in-code.ts";

export const unnamedNotNull: Equivalence = {
  name: "unnamed-not-null",
  summary: "No function or trigger says the declared name of the NOT NULL.",
  about: { kind: ["column"], type: ["changed"], attribute: ["notNullName"] },
  prove: ({ declared }, comparison) => {
    if (typeof declared !== "string") return "nothing looks for the name that PostgreSQL gave it";
    const says = `names ${declared}, which the live NOT NULL is not called`;
    return saidInCode([declared], comparison, says) ?? `nothing that is stored says ${declared}`;
  },
};
