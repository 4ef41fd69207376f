// Casts that PostgreSQL makes by itself for a function's arguments, and does not print where the call has SQL's own syntax:
// `TRIM(BOTH FROM v)` is `btrim((v)::text)`.

import type { Tree } from "../parse.ts";
import { asCall, asCast, asConstant, call, constant, isSame, pathOf } from "./nodes.ts";
import type { Rewriting, Scope } from "./rewriting.ts";
import { isPlain, plain, type TypeForm } from "./types.ts";

export const implicitCasts: Rewriting = {
  name: "implicit casts",
  differsIn: "casts of arguments that PostgreSQL makes anyway",
  rewrite: (node, scope) => {
    const funcCall = asCall(node);
    if (funcCall === undefined || !withSyntax.has(funcCall.name)) return undefined;
    const args = funcCall.args.map((arg) => withoutImplicit(arg, scope));
    return isSame(args, funcCall.args) ? undefined : call(funcCall.name, args);
  },
};

/** Not `overlaps`: to which type a date goes there depends on the other arguments. */
const withSyntax: ReadonlySet<string> = new Set([
  "btrim",
  "is_normalized",
  "ltrim",
  "normalize",
  "overlay",
  "position",
  "rtrim",
  "substring",
  "timezone",
  "xmlexists",
]);

/** From which type each is reached, by these functions' own choice among what they take. */
const reached: Readonly<Record<string, readonly string[]>> = {
  text: ["varchar", "bpchar", "name"],
  int4: ["int2"],
  timestamptz: ["date"],
  timetz: ["time"],
};

function withoutImplicit(arg: Tree, scope: Scope): Tree {
  const value = asConstant(arg);
  if (value?.type === "varchar") return constant("text", value.value);
  const cast = asCast(arg);
  if (cast === undefined || !isPlain(cast.to)) return arg;
  const from = typeOf(cast.arg, scope);
  return from?.dimensions === 0 && reached[cast.to.name]?.includes(from.name) ? cast.arg : arg;
}

function typeOf(tree: Tree, scope: Scope): TypeForm | undefined {
  const [path, value] = [pathOf(tree), asConstant(tree)];
  if (path !== undefined) return scope.typeOf(path);
  return value === undefined ? asCast(tree)?.to : plain(value.type);
}
