// varchar without a length is text under another name.

import { parseType } from "../../sql/expression.ts";
import { keptByCode } from "../rules/kept-by-code.ts";
import { declined, type Equivalence } from "./equivalence.ts";

export const textAsVarchar: Equivalence = {
  name: "text-as-varchar",
  summary: "`character varying` without a length on the one side, `text` on the other.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const types = [parseType(String(drift.declared)), parseType(String(drift.live))];
    const names = types.map((type) => type?.name).sort();
    if (names.join() !== "text,varchar" || types.some((type) => type?.modifiers.length !== 0))
      return declined("they are not text and a varchar without a length");
    if (types.some((type) => type?.dimensions !== 0))
      return declined("an operator on arrays takes no varchar[] beside a text[]: `&&` and `@>` fail");
    return keptByCode(drift, comparison) ?? "both hold text of any length";
  },
};
