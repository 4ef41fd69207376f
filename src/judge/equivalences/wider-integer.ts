// An integer that became wider holds all that it held. Narrower is a loss, and another family another type.

import { parseType } from "../../sql/expression.ts";
import { keptByCode } from "../rules/kept-by-code.ts";
import { declined, type Equivalence } from "./equivalence.ts";

const widths: ReadonlyMap<string | undefined, number> = new Map([
  ["int2", 16],
  ["int4", 32],
  ["int8", 64],
]);

export const widerInteger: Equivalence = {
  name: "wider-integer",
  summary: "`smallint` or `integer` declared, a wider integer live.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const { declared, live } = drift;
    const [one, other] = [parseType(String(declared)), parseType(String(live))];
    const [narrow, wide] = [widths.get(one?.name), widths.get(other?.name)];
    if (narrow === undefined || wide === undefined || one?.dimensions !== 0 || other?.dimensions !== 0)
      return declined("they are not both integers");
    if (narrow >= wide) return declined(`${wide} bits don't hold every value of ${narrow} bits`);
    return keptByCode(drift, comparison) ?? `${wide} bits hold every value of ${narrow} bits`;
  },
};
