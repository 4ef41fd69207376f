// DEFAULT NULL, with whatever casts, is what a column without a default has.

import { constantOf, parseExpression, withoutAnyCast } from "../../sql/expression.ts";
import type { Equivalence } from "./equivalence.ts";

export const nullDefault: Equivalence = {
  name: "null-default",
  summary: "`NULL` with any casts on the one side, no default on the other.",
  prove: ({ declared, live }) => {
    if ((declared === null) === (live === null)) return undefined;
    const tree = parseExpression(String(declared ?? live));
    const constant = tree && constantOf(withoutAnyCast(tree));
    return constant && "null" in constant ? "a column without a default gets NULL as well" : undefined;
  },
};
