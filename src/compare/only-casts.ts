// Whether two parse trees differ in nothing but casts that PostgreSQL puts around what an extension gives or takes, and in
// constants of an extension's type, which only the extension prints in its own form.

import { isDeepStrictEqual } from "node:util";
import { nodeOf } from "../sql/expression.ts";
import { isTree, strings, type Tree } from "../sql/parse.ts";

/** Takes a type's name, with its schema where it has one. */
export type IsStandInType = (path: readonly string[]) => boolean;

export function differOnlyInCasts(one: unknown, other: unknown, isStandIn: IsStandInType, isArgument = false): boolean {
  const alike = (a: unknown, b: unknown, within = false) => differOnlyInCasts(a, b, isStandIn, within);
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((each, at) => alike(each, other[at], isArgument))
    );
  if (!isTree(one) || !isTree(other)) return isDeepStrictEqual(one, other);
  const [cast, otherCast] = [nodeOf(one, "TypeCast"), nodeOf(other, "TypeCast")];
  if (cast !== undefined && otherCast !== undefined) {
    const isConstant = isConst(cast.arg) && isConst(otherCast.arg);
    if (!isDeepStrictEqual(cast.typeName, otherCast.typeName)) return isConstant && alike(cast.arg, otherCast.arg);
    return (isConstant && isStandIn(namesIn(cast.typeName))) || alike(cast.arg, otherCast.arg);
  }
  if (cast !== undefined) return mayBeCast(cast.arg, isArgument) && alike(cast.arg, other);
  if (otherCast !== undefined) return mayBeCast(otherCast.arg, isArgument) && alike(one, otherCast.arg);
  const [call, otherCall] = [nodeOf(one, "FuncCall"), nodeOf(other, "FuncCall")];
  if (call !== undefined && otherCall !== undefined)
    return sameFields(call, otherCall, alike, isQualified(call.funcname));
  return sameFields(one, other, alike, false);
}

type Alike = (one: unknown, other: unknown, isArgument?: boolean) => boolean;

function sameFields(one: Tree, other: Tree, alike: Alike, isCall: boolean): boolean {
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields.every((field) => alike(one[field], other[field], isCall && field === "args"));
}

const isConst = (tree: unknown) => isTree(tree) && nodeOf(tree, "A_Const") !== undefined;

/** What PostgreSQL's own functions give is known on both sides. */
function mayBeCast(tree: unknown, isArgument: boolean): boolean {
  if (isArgument || isConst(tree)) return true;
  const call = isTree(tree) ? (nodeOf(tree, "FuncCall")?.funcname ?? nodeOf(tree, "A_Expr")?.name) : undefined;
  return isQualified(call);
}

/** Its name has a schema, as PostgreSQL prints what is not in pg_catalog. */
const isQualified = (name: unknown) => Array.isArray(name) && name.length > 1;

const namesIn = (typeName: unknown): string[] => (isTree(typeName) ? strings(typeName.names) : []);
