// Array literals against constructors: `'{a,"b c"}'::text[]` is `ARRAY['a', 'b c']`. One with bounds of its own is another array.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { type ArrayElement, readArray } from "./array-literal.ts";
import { array, asArray, asCast, asConstant, cast, constant } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";
import { elementOf, type TypeForm } from "./types.ts";

export const arrays: Rewriting = {
  name: "arrays",
  differsIn: "an array literal or constructor, and where a list is cast",
  rewrite: (node) => {
    const written = nodeOf(node, "A_ArrayExpr");
    // An empty one has its type from the cast around it.
    if (Array.isArray(written?.elements)) return array(written.elements);
    const cast = asCast(node);
    if (cast === undefined || cast.to.dimensions !== 1) return undefined;
    return nodeOf(cast.arg, "A_ArrayExpr") ? array([], elementOf(cast.to)) : ofCast(cast.arg, cast.to);
  },
};

function ofCast(arg: Tree, to: TypeForm): Tree | undefined {
  const element = elementOf(to);
  const literal = asConstant(arg);
  if (literal?.type === "unknown" && literal.value !== undefined) {
    // The one type whose elements are not separated by commas.
    const elements = to.name === "box" ? undefined : readArray(literal.value);
    return elements && ofLiteral(elements, element);
  }
  const elements = asArray(arg);
  if (elements?.length === 0) return array([], element);
  return elements?.every(isScalar) ? castEach(elements, element) : undefined;
}

function ofLiteral(elements: readonly ArrayElement[], type: TypeForm): Tree {
  const read = (each: ArrayElement) =>
    each === null || typeof each === "string"
      ? cast(constant("unknown", each ?? undefined), type)
      : ofLiteral(each, type);
  return array(elements.map(read), type);
}

/** As PostgreSQL itself reads `ARRAY[a, b]::text[]`. */
const castEach = (elements: readonly Tree[], type: TypeForm): Tree =>
  array(elements.map((each) => (asArray(each) ? castEach(asArray(each) ?? [], type) : cast(each, type))));

/** A constant, or a cast of one: an element of another sort could be an array itself, and its cast another one. */
function isScalar(tree: Tree): boolean {
  const nested = asArray(tree);
  if (nested !== undefined) return nested.length > 0 && nested.every(isScalar);
  if (asConstant(tree) !== undefined) return true;
  const cast = asCast(tree);
  return (
    cast !== undefined &&
    cast.to.dimensions === 0 &&
    !cast.to.name.includes(".") &&
    isTree(cast.arg) &&
    isScalar(cast.arg)
  );
}
