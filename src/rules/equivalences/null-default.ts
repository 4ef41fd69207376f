// DEFAULT NULL, with whatever casts, is what a column without a default has.

import { constantOf, parseExpression, withoutAnyCast } from "../../sql/expression.ts";
import { bothSides } from "../facts.ts";
import { declined, type Equivalence } from "./equivalence.ts";

export const nullDefault: Equivalence = {
  name: "null-default",
  summary: "`NULL` with any casts on the one side, no default on the other.",
  prove: (drift, comparison) => {
    const { declared, live } = drift;
    // A domain may have a default of its own, which DEFAULT NULL overrules.
    const columns = bothSides(drift, comparison);
    const types = columns && [columns.declared, columns.live].flatMap(({ uses }) => uses ?? []);
    const domain = types?.find((id) => id.startsWith("domain:"));
    if (domain !== undefined) return declined(`${domain} may have a default, which DEFAULT NULL overrules`);
    if ((declared === null) === (live === null)) return declined("both sides have a default");
    const tree = parseExpression(String(declared ?? live));
    const constant = tree && constantOf(withoutAnyCast(tree));
    return constant && "null" in constant
      ? "a column without a default gets NULL as well"
      : declined(`${declared ?? live} is not NULL`);
  },
};
