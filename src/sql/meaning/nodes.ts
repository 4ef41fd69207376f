// The forms that rewritings give to constants, lists, casts and calls. They are made to be compared, never to be printed.

import { isDeepStrictEqual } from "node:util";
import { nodeOf } from "../expression.ts";
import { isTree, nodesOf, type Tree } from "../parse.ts";
import { isTypeForm, type TypeForm } from "./types.ts";

/** A constant of a known type; `unknown` for a string without a cast, and no value for NULL. */
export interface Constant {
  readonly type: string;
  readonly value: string | undefined;
}

export const constant = (type: string, value: string | undefined): Tree => ({
  Constant: value === undefined ? { type } : { type, value },
});

export function asConstant(tree: unknown): Constant | undefined {
  const found = nodeOf(tree, "Constant");
  return found && { type: String(found.type), value: found.value === undefined ? undefined : String(found.value) };
}

export const cast = (arg: unknown, to: TypeForm): Tree => ({ TypeCast: { arg, typeName: to } });

export function asCast(tree: unknown): { readonly arg: Tree; readonly to: TypeForm } | undefined {
  const found = nodeOf(tree, "TypeCast");
  return found !== undefined && isTree(found.arg) && isTypeForm(found.typeName)
    ? { arg: found.arg, to: found.typeName }
    : undefined;
}

/** The elements of an array that is written out, in order. An empty one has the type of its elements. */
export const array = (elements: readonly Tree[], of?: TypeForm): Tree => ({
  ArrayOf: elements.length === 0 ? { elements, of } : { elements },
});

export function asArray(tree: unknown): readonly Tree[] | undefined {
  const elements = nodeOf(tree, "ArrayOf")?.elements;
  return Array.isArray(elements) ? (elements as readonly Tree[]) : undefined;
}

export const call = (name: string, args: readonly unknown[]): Tree => ({ FuncCall: { funcname: [name], args } });

/** A call of pg_catalog's with nothing but its arguments: no FILTER, no OVER, no order, no VARIADIC. */
export function asCall(tree: unknown): { readonly name: string; readonly args: readonly Tree[] } | undefined {
  const found = nodeOf(tree, "FuncCall");
  if (found === undefined || Object.keys(found).some((field) => field !== "funcname" && field !== "args"))
    return undefined;
  const [name, ...more] = Array.isArray(found.funcname) ? (found.funcname as readonly unknown[]) : [];
  if (typeof name !== "string" || more.length > 0) return undefined;
  return { name, args: Array.isArray(found.args) ? found.args : [] };
}

/** `x = ANY (…)` or, of `<>`, `x <> ALL (…)`: a list of one is the comparison itself. */
export interface Among {
  readonly operator: string;
  readonly of: Tree;
  readonly list: readonly Tree[];
}

export const among = ({ operator, of, list }: Among): Tree => ({ Among: { operator, of, list } });

export function asAmong(tree: unknown): Among | undefined {
  const found = nodeOf(tree, "Among");
  return found !== undefined && isTree(found.of) && Array.isArray(found.list)
    ? { operator: String(found.operator), of: found.of, list: found.list }
    : undefined;
}

export const not = (arg: unknown): Tree => ({ BoolExpr: { boolop: "NOT_EXPR", args: [arg] } });

export function pathOf(tree: unknown): readonly string[] | undefined {
  const reference = nodeOf(tree, "ColumnRef");
  if (reference === undefined || !nodesOf(reference, "A_Star").next().done) return undefined;
  return [...nodesOf(reference, "String")].map(({ sval }) => String(sval));
}

/** The name of an operator, with its schema where it is not pg_catalog's: `=`, `public.=`. */
export const operatorOf = (expression: Tree): string =>
  [...nodesOf(expression.name, "String")]
    .map(({ sval }) => String(sval))
    .filter((part, at, all) => at === all.length - 1 || part !== "pg_catalog")
    .join(".");

export const isSame = (one: unknown, other: unknown) => isDeepStrictEqual(one, other);
