// Two spellings of one expression that PostgreSQL's parser reads alike, but for how the cast of a list is written.

import { isDeepStrictEqual } from "node:util";
import { kindOf } from "../../catalog/object-id.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { wrappers } from "../../kinds/syntax.ts";
import { normalForm } from "../../sql/expression.ts";
import { parseStatements } from "../../sql/parse.ts";
import { declined, type Equivalence } from "./equivalence.ts";

export const sameExpression: Equivalence = {
  name: "same-expression",
  summary: "Both sides have the same parse tree once the cast of an array constructor stands on its elements.",
  about: { type: ["changed"] },
  prove: ({ id, attribute, declared, live }) => {
    const syntax = kindNamed(kindOf(id))?.attributes[attribute ?? ""]?.syntax;
    const wrapper = syntax && wrappers[syntax];
    if (wrapper === undefined) return declined("it is no expression or query in SQL");
    if (typeof declared !== "string" || typeof live !== "string") return declined("only one side has one");
    const [one, other] = [declared, live].map((sql) => parseStatements(wrapper[0] + sql + wrapper[1]));
    if (one === undefined || other === undefined)
      return declined(`PostgreSQL's parser can't read the ${one === undefined ? "declared" : "live"} one`);
    return isDeepStrictEqual(normalForm(one), normalForm(other))
      ? "PostgreSQL's parser reads both alike, but for where it writes the cast of a list"
      : declined("their parse trees differ, also with the cast of a list put on its elements");
  },
};
