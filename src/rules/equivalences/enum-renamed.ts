// Enum types that were paired because the same columns use them. Their labels must be the same, or differ in a drift of their own.

import { isDeepStrictEqual } from "node:util";
import type { CatalogObject } from "../../catalog/catalog.ts";
import { bothSides, counterpart, listOf } from "../facts.ts";
import { declined, type Equivalence, oneSideOnly } from "./equivalence.ts";

export const enumRenamed: Equivalence = {
  name: "enum-renamed",
  summary: "The same columns use both enum types, and both have the same labels in the same order.",
  prove: (drift, comparison) => {
    const types = bothSides(drift, comparison);
    if (types === undefined) return oneSideOnly;
    if (counterpart(drift.id, "declared", comparison) !== types.live)
      return declined("the same columns don't use both");
    const { declared, live } = types;
    const same = isDeepStrictEqual(declared.attributes.labels, live.attributes.labels);
    const show = ({ attributes }: CatalogObject) => `(${listOf(attributes.labels).join(", ")})`;
    return same
      ? `the same columns use it, with the same labels ${show(live)}`
      : declined(`the labels differ: ${show(declared)} and ${show(live)}`);
  },
};
