// Enum types that were paired because the same columns use them. Their labels must be the same, or differ in a drift of their own.

import { isDeepStrictEqual } from "node:util";
import { bothSides, counterpart } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const enumRenamed: Equivalence = {
  name: "enum-renamed",
  summary: "The same columns use both enum types, and both have the same labels in the same order.",
  prove: (drift, comparison) => {
    const types = bothSides(drift, comparison);
    if (types === undefined || counterpart(drift.id, "declared", comparison) !== types.live) return undefined;
    const same = isDeepStrictEqual(types.declared.attributes.labels, types.live.attributes.labels);
    return same ? "the same columns use it, with the same labels" : undefined;
  },
};
