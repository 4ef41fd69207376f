// The second index that Django makes for a text column, so that LIKE 'prefix%' is fast under any collation.

import { membersOf } from "../../catalog/members.ts";
import { quoteName } from "../../catalog/object-id.ts";
import { kindsThat } from "../../kinds/registry.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { counterpart, listOf } from "../evidence/facts.ts";
import { isPlain } from "./foreign-key-index.ts";

const operatorClasses = [" varchar_pattern_ops", " text_pattern_ops"];

export const likeIndex: Equivalence = {
  name: "like-index",
  summary:
    "An extra plain index for LIKE on one column, with Django's name, beside another index of both sides on that column.",
  about: { kind: ["index"], type: ["unexpected"] },
  prove: (drift, comparison) => {
    const index = comparison.live.objects.get(drift.id);
    if (index === undefined) return declined("the live database does not have it");
    const [key = "", ...more] = listOf(index.attributes.keys);
    const suffix = operatorClasses.find((each) => key.endsWith(each));
    if (!isPlain(index) || suffix === undefined || more.length > 0)
      return declined("it is not a plain btree index for LIKE on one column");
    if (!drift.id.replace(/"$/, "").endsWith("_like"))
      return declined("Django's index would have a name that ends in _like");
    const column = key.slice(0, -suffix.length);
    const beside = kindsThat(({ hasIndex }) => hasIndex)
      .flatMap((kind) => membersOf(index.parent, kind, comparison.live))
      .find(({ id, attributes }) => {
        const [first] = listOf(attributes.keys);
        // An index of another method, or of some rows, takes values that are too long for a btree.
        const isBtree = attributes.method === "btree" && attributes.predicate === undefined;
        return (
          isBtree &&
          (first === column || first === quoteName(column)) &&
          counterpart(id, "live", comparison) !== undefined
        );
      });
    return beside === undefined
      ? declined(`both sides have no other index on ${column}`)
      : `beside ${beside.id} it only makes LIKE faster; no statement gives another result`;
  },
};
