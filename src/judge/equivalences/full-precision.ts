// A time with six digits of a second, written out or not: PostgreSQL keeps no more of them.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { keptByCode } from "../evidence/kept-by-code.ts";

const times = ["timestamp", "timestamptz", "time", "timetz"];
const fullPrecision = 6;

export const precisionSpelledOut: Equivalence = {
  name: "full-precision",
  summary: "The same date or time type, with `(6)` on one side and no precision on the other.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const { declared, live } = drift;
    const [one, other] = [parseType(String(declared)), parseType(String(live))];
    if (one === undefined || other === undefined || !times.includes(one.name) || one.name !== other.name)
      return declined("the two are not the same date or time type");
    const digits = [one, other].map(({ modifiers }) => modifiers[0] ?? fullPrecision);
    if (one.dimensions !== other.dimensions || digits.some((count) => count !== fullPrecision))
      return declined(`one side keeps ${digits[0]} digits of a second, the other ${digits[1]}`);
    return (
      keptByCode(drift, comparison) ?? `both keep ${fullPrecision} digits of a second, the most that PostgreSQL stores`
    );
  },
};
