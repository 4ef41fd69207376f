// varchar without a length is text under another name.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { keptByCode } from "../evidence/kept-by-code.ts";

export const textAsVarchar: Equivalence = {
  name: "text-as-varchar",
  summary: "`character varying` without a length on one side, `text` on the other.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const types = [parseType(String(drift.declared)), parseType(String(drift.live))];
    const names = types.map((type) => type?.name).sort();
    if (names.join() !== "text,varchar" || types.some((type) => type?.modifiers.length !== 0))
      return declined("the types are not text and varchar without a length");
    if (types.some((type) => type?.dimensions !== 0))
      return declined("array operators such as `&&` and `@>` fail between varchar[] and text[]");
    return keptByCode(drift, comparison) ?? "both accept text of any length";
  },
};
