// DEFAULT NULL, with whatever casts, is what a column without a default has.

import type { Catalog } from "../../catalog/catalog.ts";
import { objectId } from "../../catalog/object-id.ts";
import { castOf, constantOf, parseExpression } from "../../sql/expression.ts";
import type { Tree } from "../../sql/parse.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { bothSides } from "../evidence/facts.ts";

export const nullDefault: Equivalence = {
  name: "null-default",
  summary: "`NULL` of a type that is not a domain on one side, no default on the other.",
  about: { kind: ["column"], type: ["changed"], attribute: ["default"] },
  prove: (drift, comparison) => {
    const { declared, live } = drift;
    // A domain may have a default of its own, which DEFAULT NULL overrules.
    const columns = bothSides(drift, comparison);
    const both = columns === undefined ? [] : [columns.declared, columns.live];
    const domain =
      both.flatMap(({ uses }) => uses ?? []).find((id) => id.startsWith("domain:")) ??
      both.map(({ attributes }) => String(attributes.type)).find((type) => type.startsWith("information_schema."));
    if (domain !== undefined) return declined(`the domain ${domain} may have a default, which DEFAULT NULL overrides`);
    if ((declared === null) === (live === null)) return declined("both sides have a default");
    const tree = parseExpression(String(declared ?? live));
    const isDomain = (name: string) => [comparison.declared, comparison.live].some((side) => hasDomain(name, side));
    return tree !== undefined && isNull(tree, isDomain)
      ? "a column without a default gets NULL too"
      : declined(`${declared ?? live} is not NULL, or a cast may change it`);
  },
};

/**
 * NULL, whatever type it is read as, but for a domain, which may refuse it. A second cast is a function that may make something of
 * NULL, but for those of pg_catalog.
 */
function isNull(tree: Tree, isDomain: (name: string) => boolean): boolean {
  const cast = castOf(tree);
  if (cast === undefined) return isNullConstant(tree);
  const isPlain = !cast.type.includes(".");
  if (!isPlain && isDomain(cast.type)) return false;
  return isNullConstant(cast.arg) || (isPlain && isNull(cast.arg, isDomain));
}

function isNullConstant(tree: Tree): boolean {
  const constant = constantOf(tree);
  return constant !== undefined && "null" in constant;
}

const hasDomain = (name: string, { objects }: Catalog) =>
  name.startsWith("information_schema.") || objects.has(objectId("domain", name.split(".")));
