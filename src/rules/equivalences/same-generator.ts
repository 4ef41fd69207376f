// Columns that number their rows from a sequence of their own: under any name, as serial or as identity BY DEFAULT.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { isNextval, parseExpression } from "../../sql/expression.ts";
import { bothSides, ownedSequence, textOf } from "../facts.ts";
import type { Equivalence } from "./equivalence.ts";

export const sameGenerator: Equivalence = {
  name: "same-generator",
  summary: "Both columns draw from a sequence that they own: by `nextval`, or as identity `BY DEFAULT`.",
  prove: (drift, comparison) => {
    const columns = bothSides(drift, comparison);
    if (columns === undefined) return undefined;
    const declared = generator(columns.declared, comparison.declared);
    const live = generator(columns.live, comparison.live);
    if (declared === undefined || live === undefined) return undefined;
    // ALWAYS refuses explicit values. That is told once, as the drift of the identity itself.
    const differ = declared !== live && (declared === "identity ALWAYS" || live === "identity ALWAYS");
    if (differ && drift.attribute === "identity") return undefined;
    return `both number their rows from a sequence of their own (${declared}, ${live})`;
  },
};

function generator(column: CatalogObject, catalog: Catalog): string | undefined {
  const identity = textOf(column.attributes.identity);
  if (identity !== undefined) return `identity ${identity}`;
  const tree = parseExpression(textOf(column.attributes.default) ?? "NULL");
  return tree && isNextval(tree) && ownedSequence(column, catalog) ? "nextval" : undefined;
}
