// varchar without a length is text under another name.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence } from "./equivalence.ts";

export const textAsVarchar: Equivalence = {
  name: "text-as-varchar",
  summary: "`character varying` without a length on the one side, `text` on the other.",
  about: { kind: ["column"], type: ["changed"], attribute: ["type"] },
  prove: ({ declared, live }) => {
    const types = [parseType(String(declared)), parseType(String(live))];
    const names = types.map((type) => type?.name).sort();
    const alike = types.every((type) => type?.modifiers.length === 0 && type.dimensions === types[0]?.dimensions);
    return alike && names.join() === "text,varchar"
      ? "both hold text of any length"
      : declined("they are not text and a varchar without a length");
  },
};
