// Enum types that were paired because the same columns use them. Their labels must be the same, or differ in a drift of their own.

import { isDeepStrictEqual } from "node:util";
import type { CatalogObject } from "../../catalog/catalog.ts";
import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides, counterpart, listOf } from "../evidence/facts.ts";
import { renamedInCode } from "./named-in-code.ts";

export const enumRenamed: Equivalence = {
  name: "enum-renamed",
  summary: "The same columns use both enum types, and their labels and the order of these are the same.",
  about: { kind: ["enum"], type: ["changed"], attribute: ["name"] },
  prove: (drift, comparison) => {
    const types = bothSides(drift, comparison);
    if (types === undefined) return oneSideOnly;
    if (counterpart(drift.id, "declared", comparison) !== types.live)
      return declined("the same columns do not use both types");
    const { declared, live } = types;
    const same = isDeepStrictEqual(declared.attributes.labels, live.attributes.labels);
    const show = ({ attributes }: CatalogObject) => `(${listOf(attributes.labels).join(", ")})`;
    if (!same) return declined(`the labels differ: ${show(declared)} and ${show(live)}`);
    return (
      renamedInCode(drift, comparison) ?? `the same columns use both types, whose labels are the same: ${show(live)}`
    );
  },
};
