// Two objects that were paired under different names, and whose names carry no meaning because everything else is equal
// (or because the live name is pgloader's number, and what else differs is reported apart).

import { isDeepStrictEqual } from "node:util";
import { kindNamed } from "../../kinds/registry.ts";
import { isNumbered } from "../../pgloader/names.ts";
import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides, counterpart } from "../evidence/facts.ts";
import { borneByAnother, renamedInCode } from "./named-in-code.ts";

export const sameButForName: Equivalence = {
  name: "same-but-for-name",
  summary:
    "The objects are paired one to one and have the same columns or expression, predicate, uniqueness and reference.",
  about: { kind: ["constraint", "index"], type: ["changed"], attribute: ["name"] },
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    if (counterpart(drift.id, "declared", comparison) !== objects.live)
      return declined("the two are not paired one to one");
    if (objects.declared.attributes.type === "EXCLUDE" || objects.live.attributes.type === "EXCLUDE")
      return declined("ON CONFLICT refers to an exclusion constraint only by its name");
    const named = renamedInCode(drift, comparison) ?? borneByAnother(drift, comparison);
    if (named !== undefined) return named;
    if (isNumbered(String(drift.live))) return "pgloader numbers every index and key, so that each name is unique";
    const { declared, live } = objects;
    const [one, other] = [declared, live].map((object) => kindNamed(object.kind)?.shape?.(object, []));
    const same =
      isDeepStrictEqual(declared.attributes.keys, live.attributes.keys) && one !== undefined && one === other;
    return same
      ? "it is the same except for its name, and no other on this table is"
      : declined("more than the name differs, and pgloader did not number the live name");
  },
};
