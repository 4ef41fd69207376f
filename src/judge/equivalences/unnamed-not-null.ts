// The name that PostgreSQL 18 gives a NOT NULL: an error does not tell it, and only ALTER TABLE looks for it.

import type { Equivalence } from "../equivalence.ts";
import { saidInCode } from "./named-in-code.ts";

export const unnamedNotNull: Equivalence = {
  name: "unnamed-not-null",
  summary: "No function or trigger uses the declared name of the NOT NULL.",
  about: { kind: ["column"], type: ["changed"], attribute: ["notNullName"] },
  prove: ({ declared }, comparison) => {
    if (typeof declared !== "string") return "PostgreSQL chose the name, and nothing uses it";
    const says = `uses the name ${declared}; the live NOT NULL has another name`;
    return (
      saidInCode([declared], comparison, says) ?? `no function or trigger in the database uses the name ${declared}`
    );
  },
};
