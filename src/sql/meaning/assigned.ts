// An expression whose value goes into a column or an argument: PostgreSQL casts it by itself, and prints nothing of that.

import type { Tree } from "../parse.ts";
import { converted } from "./constants.ts";
import { asMoment, moment, momentAs } from "./moments.ts";
import { array, asArray, asCast, asConstant, constant, isSame } from "./nodes.ts";
import { withoutTrailingZeros } from "./numbers.ts";
import type { Scope } from "./rewriting.ts";
import { elementOf, isPlain, modifierOf, type TypeForm, unmodified } from "./types.ts";

/** The same without the casts that are made in any case, and a constant or a moment as that type has it. */
export function assigned(tree: Tree, to: TypeForm, scope: Scope): Tree {
  const cast = asCast(tree);
  if (cast !== undefined && isMadeAnyway(cast.arg, cast.to, to)) return assigned(cast.arg, to, scope);
  const base = to.dimensions === 0 ? scope.baseOf(to.name) : undefined;
  if (base !== undefined) return assigned(tree, base, scope);
  const elements = asArray(tree);
  if (elements !== undefined) return to.dimensions === 0 ? tree : assignedArray(elements, to, scope);
  return (to.dimensions === 0 ? (assignedConstant(tree, to) ?? assignedMoment(tree, to)) : undefined) ?? tree;
}

function assignedArray(elements: readonly Tree[], to: TypeForm, scope: Scope): Tree {
  const into = (each: Tree) => assigned(each, asArray(each) ? to : elementOf(to), scope);
  return array(elements.map(into), elementOf(unmodified(to)));
}

/** To the same type without its modifier; with it where the cast rounds as the assignment does, or leaves a short text whole. */
function isMadeAnyway(arg: Tree, cast: TypeForm, to: TypeForm): boolean {
  if (isSame(cast, unmodified(to))) return true;
  if (isSame(cast, to) && rounded.has(to.name)) return true;
  const text = asConstant(arg)?.value;
  const longest = isPlain(unmodified(cast)) && cast.name === "varchar" ? modifierOf(cast) : undefined;
  return to.name === "varchar" && text !== undefined && longest !== undefined && [...text].length <= longest;
}

/** Others are cut by a cast, and refused by an assignment. */
const rounded: ReadonlySet<string> = new Set(["numeric", "time", "timetz", "timestamp", "timestamptz", "interval"]);

const numbers: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric"]);

function assignedConstant(tree: Tree, { name, modifiers }: TypeForm): Tree | undefined {
  const literal = asConstant(tree);
  if (literal?.value === undefined) return undefined;
  const isNumberAsText = numbers.has(literal.type) && (name === "text" || name === "varchar");
  const value = isNumberAsText
    ? literal.value
    : literal.type === name
      ? literal.value
      : converted(literal.type, literal.value, name);
  if (value === undefined) return undefined;
  return constant(name, name === "numeric" && modifiers !== undefined ? withoutTrailingZeros(value) : value);
}

function assignedMoment(tree: Tree, to: TypeForm): Tree | undefined {
  const instant = asMoment(tree);
  if (instant === undefined) return undefined;
  // Six digits are all that a moment has; to round to those of the column twice is to round once.
  const isWhole = instant.precision === undefined || instant.precision === 6;
  if (isWhole) return momentAs(instant.type, to.name) ? moment(to.name) : moment(instant.type);
  return instant.type === to.name && instant.precision === modifierOf(to) ? moment(to.name) : undefined;
}
