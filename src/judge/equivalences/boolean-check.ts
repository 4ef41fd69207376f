// A CHECK that lets a column be true or false. On a boolean column it says nothing.

import { flagOf, parseExpression, parseType } from "../../sql/expression.ts";
import { bothHaveIt, declined, type Equivalence } from "../equivalence.ts";
import { columnOf, counterpart, oneSided, textOf } from "../evidence/facts.ts";
import { namedInCode } from "./named-in-code.ts";

export const booleanCheck: Equivalence = {
  name: "boolean-check",
  summary: "The CHECK only limits one column to 0 and 1, or true and false, and the live column is a boolean.",
  about: { kind: ["constraint"], type: ["missing", "unexpected"] },
  prove: (drift, comparison) => {
    const sides = oneSided(drift, comparison);
    if (sides === undefined) return bothHaveIt;
    const { side, own } = sides;
    const check = own.objects.get(drift.id);
    const tree = check?.attributes.type === "CHECK" && parseExpression(textOf(check.attributes.expression) ?? "");
    const name = tree ? flagOf(tree) : undefined;
    if (name === undefined)
      return declined("it is not a CHECK that only limits one column to 0 and 1, or true and false");
    const column = columnOf(check?.parent, name, own);
    const live = column && (side === "live" ? column : counterpart(column.id, side, comparison));
    if (live === undefined) return declined(`the live table has no column ${name}`);
    const type = textOf(live.attributes.type) ?? "";
    if (parseType(type)?.name !== "bool")
      return declined(`the live column ${live.id} is ${type}, which has more values than 0 and 1`);
    const named = side === "declared" ? namedInCode(drift.id, comparison) : undefined;
    return named ?? `${live.id} is a boolean, which has no other values`;
  },
};
