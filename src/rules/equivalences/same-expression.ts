// Two spellings of one expression that PostgreSQL's parser reads alike, but for how the cast of a list is written.

import { isDeepStrictEqual } from "node:util";
import { kindOf } from "../../catalog/object-id.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { wrappers } from "../../kinds/syntax.ts";
import { normalForm } from "../../sql/expression.ts";
import { parseStatements } from "../../sql/parse.ts";
import type { Equivalence } from "./equivalence.ts";

export const sameExpression: Equivalence = {
  name: "same-expression",
  summary: "Both sides have the same parse tree once the cast of an array constructor stands on its elements.",
  prove: ({ id, attribute, declared, live }) => {
    const syntax = kindNamed(kindOf(id))?.attributes[attribute ?? ""]?.syntax;
    const wrapper = syntax && wrappers[syntax];
    if (wrapper === undefined || typeof declared !== "string" || typeof live !== "string") return undefined;
    const [one, other] = [declared, live].map((sql) => parseStatements(wrapper[0] + sql + wrapper[1]));
    const same = one !== undefined && other !== undefined && isDeepStrictEqual(normalForm(one), normalForm(other));
    return same ? "PostgreSQL's parser reads both alike, but for where it writes the cast of a list" : undefined;
  },
};
