// Constants and the casts around them, each to its type and its value: `'-1'::integer` is `-1`, `(0)::bigint` is `'0'::bigint`.
// What is read when the statement runs (`('now'::text)::date`) or may be cut or refused (`'abc'::varchar(2)`) keeps its cast.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { asCast, asConstant, type Constant, cast, constant, pathOf } from "./nodes.ts";
import { readDecimal, readFloat, readInteger, readTruth } from "./numbers.ts";
import type { Rewriting, Scope } from "./rewriting.ts";
import { isPlain, type TypeForm } from "./types.ts";

export const constants: Rewriting = {
  name: "constants",
  differsIn: "how the type of a constant is written",
  rewrite: (node, scope) => {
    const literal = nodeOf(node, "A_Const");
    if (literal !== undefined) return ofLiteral(literal);
    const castNode = asCast(node);
    if (castNode === undefined || castNode.to.dimensions > 0) return undefined;
    const { arg, to } = castNode;
    const value = asConstant(arg);
    if (value !== undefined) return ofCast(value, to, scope);
    // Between text and varchar a cast changes nothing but the type's name.
    const inner = asCast(arg);
    const isRenamed = isPlain(to) && texts.has(to.name) && inner && isPlain(inner.to) && texts.has(inner.to.name);
    return isRenamed && isText(inner.arg, scope) ? cast(inner.arg, to) : undefined;
  },
};

const texts: ReadonlySet<string> = new Set(["text", "varchar"]);
const integers: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);
const exact: ReadonlySet<string> = new Set([...integers, "numeric"]);

function ofLiteral({ ival, fval, sval, boolval, isnull }: Tree): Tree | undefined {
  if (isnull === true) return constant("unknown", undefined);
  // The parse tree leaves out zero, false and the empty string.
  if (isTree(sval)) return constant("unknown", String(sval.sval ?? ""));
  if (isTree(boolval)) return constant("bool", String(boolval.boolval === true));
  if (isTree(ival)) return constant("int4", String(ival.ival ?? 0));
  if (!isTree(fval)) return undefined;
  const digits = String(fval.fval);
  const isBig = /^-?\d+$/.test(digits) && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
  const value = isBig ? readInteger(digits) : readDecimal(digits);
  return value === undefined ? undefined : constant(isBig ? "int8" : "numeric", value);
}

/** Undefined where the cast must stay. */
function ofCast(from: Constant, to: TypeForm, scope: Scope): Tree | undefined {
  if (!isPlain(to)) return ofModified(from, to);
  const domain = to.name.includes(".") ? scope.baseOf(to.name) : undefined;
  if (domain !== undefined) return ofDomain(from, to, isPlain(domain) ? domain.name : undefined);
  if (from.value === undefined) return from.type === "unknown" ? constant(to.name, undefined) : undefined;
  const value = from.type === to.name ? from.value : converted(from.type, from.value, to.name);
  return value === undefined ? undefined : constant(to.name, value);
}

/** `'a'::domain` is read as the type that the domain is over, and checked. */
function ofDomain(from: Constant, to: TypeForm, base: string | undefined): Tree | undefined {
  if (from.type !== "unknown" || base === undefined || base.includes(".")) return undefined;
  const value = from.value === undefined ? undefined : converted("unknown", from.value, base);
  return value === undefined && from.value !== undefined ? undefined : cast(constant(base, value), to);
}

const cut: ReadonlySet<string> = new Set(["numeric", "varchar", "bpchar"]);

/** A literal is read as the type without its modifier first. */
function ofModified(from: Constant, to: TypeForm): Tree | undefined {
  if (!cut.has(to.name) || from.value === undefined || from.type === to.name) return undefined;
  const value = converted(from.type, from.value, to.name);
  return value === undefined ? undefined : cast(constant(to.name, value), to);
}

/** The value as another type would print it; undefined where the cast may do more than that. */
export function converted(from: string, value: string, to: string): string | undefined {
  if (texts.has(from)) return texts.has(to) ? value : undefined;
  if (from !== "unknown" && !exact.has(from)) return undefined;
  if (to === "bool") return from === "unknown" ? readTruth(value) : undefined;
  if (integers.has(to)) return readInteger(value);
  if (to === "numeric") return readDecimal(value);
  if (to === "float4" || to === "float8") return readFloat(value, from !== "unknown");
  return from === "unknown" ? value : undefined;
}

/** A string in any case, so that a cast to text or varchar is none that a type may define for itself. */
function isText(tree: Tree, scope: Scope): boolean {
  const path = pathOf(tree);
  const type = path === undefined ? asCast(tree)?.to : scope.typeOf(path);
  return texts.has(asConstant(tree)?.type ?? "") || (type?.dimensions === 0 && texts.has(type.name));
}
