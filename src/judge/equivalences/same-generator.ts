// Columns that number their rows from a sequence of their own: under any name, as serial or as identity BY DEFAULT.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { membersOf } from "../../catalog/members.ts";
import { nameOf } from "../../catalog/object-id.ts";
import { isNextval, parseExpression } from "../../sql/expression.ts";
import { declined, type Equivalence, oneSideOnly } from "../equivalence.ts";
import { bothSides, counterpart, ownedSequence, textOf } from "../evidence/facts.ts";
import { namedInCode } from "./named-in-code.ts";

export const sameGenerator: Equivalence = {
  name: "same-generator",
  summary: "Both columns take numbers from a sequence that they own: by `nextval`, or as identity `BY DEFAULT`.",
  about: { kind: ["column"], type: ["changed"], attribute: ["default", "identity"] },
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined) return oneSideOnly;
    const declared = generator(columns.declared, comparison.declared);
    const live = generator(columns.live, comparison.live);
    if (declared === undefined || live === undefined)
      return declined(
        `the ${declared === undefined ? "declared" : "live"} column does not take numbers from a sequence that it owns`,
      );
    if (counterpart(declared.sequence.id, "declared", comparison) !== live.sequence)
      return declined(`${declared.sequence.id} and ${live.sequence.id} are different sequences`);
    const renamed = nameOf(declared.sequence.id) !== nameOf(live.sequence.id);
    const named = renamed ? namedInCode(declared.sequence.id, comparison) : undefined;
    if (named !== undefined) return named;
    // ALWAYS refuses explicit values. That is told once, as the drift of the identity itself.
    const differ = declared.how !== live.how && [declared.how, live.how].includes("identity ALWAYS");
    if (differ && drift.attribute === "identity")
      return declined("identity ALWAYS refuses explicit values, which the other side accepts");
    return `both take numbers from a sequence that they own (${declared.how}, ${live.how})`;
  },
};

interface Generator {
  readonly how: string;
  readonly sequence: CatalogObject;
}

function generator(column: CatalogObject, catalog: Catalog): Generator | undefined {
  const identity = textOf(column.attributes.identity);
  if (identity !== undefined) {
    const [sequence] = membersOf(column.id, "sequence", catalog);
    return sequence && { how: `identity ${identity}`, sequence };
  }
  const tree = parseExpression(textOf(column.attributes.default) ?? "NULL");
  const sequence = tree && isNextval(tree) ? ownedSequence(column, catalog) : undefined;
  return sequence && { how: "nextval", sequence };
}
