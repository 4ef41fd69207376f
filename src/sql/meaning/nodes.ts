// The forms that rewritings give to constants, lists, casts and calls. They are made to be compared, never to be printed.

import { isDeepStrictEqual } from "node:util";
import { nodeOf } from "../expression.ts";
import { isTree, nodesOf, strings, type Tree } from "../parse.ts";
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
  const constantNode = nodeOf(tree, "Constant");
  return (
    constantNode && {
      type: String(constantNode.type),
      value: constantNode.value === undefined ? undefined : String(constantNode.value),
    }
  );
}

export const cast = (arg: unknown, to: TypeForm): Tree => ({ TypeCast: { arg, typeName: to } });

export function asCast(tree: unknown): { readonly arg: Tree; readonly to: TypeForm } | undefined {
  const castNode = nodeOf(tree, "TypeCast");
  return castNode !== undefined && isTree(castNode.arg) && isTypeForm(castNode.typeName)
    ? { arg: castNode.arg, to: castNode.typeName }
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
  const funcCall = nodeOf(tree, "FuncCall");
  if (funcCall === undefined || Object.keys(funcCall).some((field) => field !== "funcname" && field !== "args"))
    return undefined;
  const [name, ...more] = Array.isArray(funcCall.funcname) ? (funcCall.funcname as readonly unknown[]) : [];
  if (typeof name !== "string" || more.length > 0) return undefined;
  return { name, args: Array.isArray(funcCall.args) ? funcCall.args : [] };
}

/** `x = ANY (…)` or, of `<>`, `x <> ALL (…)`: a list of one is the comparison itself. */
export interface Among {
  readonly operator: string;
  readonly of: Tree;
  readonly list: readonly Tree[];
}

export const among = ({ operator, of, list }: Among): Tree => ({ Among: { operator, of, list } });

export function asAmong(tree: unknown): Among | undefined {
  const amongNode = nodeOf(tree, "Among");
  return amongNode !== undefined && isTree(amongNode.of) && Array.isArray(amongNode.list)
    ? { operator: String(amongNode.operator), of: amongNode.of, list: amongNode.list }
    : undefined;
}

export const not = (arg: unknown): Tree => ({ BoolExpr: { boolop: "NOT_EXPR", args: [arg] } });

export function pathOf(tree: unknown): readonly string[] | undefined {
  const reference = nodeOf(tree, "ColumnRef");
  if (reference === undefined || !nodesOf(reference, "A_Star").next().done) return undefined;
  return strings(reference);
}

/** The name of an operator, with its schema where it is not pg_catalog's: `=`, `public.=`. */
export const operatorOf = (expression: Tree): string =>
  strings(expression.name)
    .filter((part, at, all) => at === all.length - 1 || part !== "pg_catalog")
    .join(".");

export const isSame = (one: unknown, other: unknown) => isDeepStrictEqual(one, other);
