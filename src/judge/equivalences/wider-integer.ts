// An integer that became wider holds all that it held. Narrower is a loss, and another family another type.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { keptByCode } from "../evidence/kept-by-code.ts";

const widths: ReadonlyMap<string | undefined, number> = new Map([
  ["int2", 16],
  ["int4", 32],
  ["int8", 64],
]);

export const widerInteger: Equivalence = {
  name: "wider-integer",
  summary: "`smallint` or `integer` is declared, and a wider integer is live.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const { declared, live } = drift;
    const [one, other] = [parseType(String(declared)), parseType(String(live))];
    const [narrow, wide] = [widths.get(one?.name), widths.get(other?.name)];
    if (narrow === undefined || wide === undefined || one?.dimensions !== 0 || other?.dimensions !== 0)
      return declined("the types are not both integers");
    if (narrow >= wide) return declined(`${wide} bits cannot store every value of ${narrow} bits`);
    return keptByCode(drift, comparison) ?? `${wide} bits store every value of ${narrow} bits`;
  },
};
