// Two spellings of one default: the same literal of the column's type, or the same moment. Casts to other types are never stripped.

import { constantOf, isNow, parseExpression, parseType, withoutCasts } from "../../sql/expression.ts";
import { bothSides, textOf } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const sameDefault: Equivalence = {
  name: "same-default",
  summary:
    "The same literal of the two columns' types (numbers by value, booleans by truth), or `now()` as `CURRENT_TIMESTAMP`.",
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined || drift.declared === null || drift.live === null) return undefined;
    const types = [columns.declared, columns.live].map(
      ({ attributes }) => parseType(textOf(attributes.type) ?? "")?.name ?? "",
    );
    const family = familyOf(types);
    const declared = meaning(String(drift.declared), family, types);
    const live = meaning(String(drift.live), family, types);
    return declared !== undefined && declared === live ? `both are ${declared}` : undefined;
  },
};

function meaning(expression: string, family: Family | undefined, types: readonly string[]): string | undefined {
  const parsed = parseExpression(expression);
  if (parsed === undefined) return undefined;
  const tree = withoutCasts(parsed, types);
  if (isNow(tree)) return "the start of the transaction";
  const constant = constantOf(tree);
  if (constant === undefined || "null" in constant) return undefined;
  const literal =
    "boolean" in constant ? String(constant.boolean) : "number" in constant ? constant.number : constant.string;
  if (family !== undefined) return family(literal);
  // Of one type, a number and a quoted literal may be read differently: bit's 1 and '1' are two bit strings.
  const kind = types[0] === types[1] ? Object.keys(constant).join() : "literal";
  return `the ${kind} ${JSON.stringify(literal)}`;
}

type Family = (literal: string) => string | undefined;

/** How literals are compared if both columns are of one family; undefined where only their text can be. */
function familyOf(types: readonly string[]): Family | undefined {
  if (types.every((type) => type === "bool")) return truth;
  return types.every((type) => numbers.includes(type)) ? number : undefined;
}

const numbers = ["int2", "int4", "int8", "numeric", "float4", "float8"];

function truth(literal: string): string | undefined {
  if (["true", "t", "1"].includes(literal)) return "true";
  return ["false", "f", "0"].includes(literal) ? "false" : undefined;
}

/** A decimal in one spelling, to its last digit: 1.50 is 1.5, -0 is 0. */
function number(literal: string): string | undefined {
  const parts = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/.exec(literal);
  if (parts === null) return undefined;
  const [, sign, whole, fraction] = parts;
  const digits = `${whole || "0"}${fraction ? `.${fraction}` : ""}`;
  return `the number ${sign === "-" && digits !== "0" ? "-" : ""}${digits}`;
}
