// What becomes of variables: what they are set to, and what is added to them.

import { type Call, type Code, dotted } from "../code.ts";
import type { TextFunctions } from "../languages/language.ts";
import type { Environment } from "./environment.ts";
import { mostPieces, piecesOf, type Value } from "./value.ts";

/** `a` in `a.append(x).append(y)`. */
export function rootOf(code: Code): string | undefined {
  if (code.kind === "call")
    return code.callee.kind === "name" && code.callee.of !== undefined ? rootOf(code.callee.of) : undefined;
  return code.kind === "name" ? dotted(code) : undefined;
}

/** What a variable was set to. */
export function origin(code: Code, env: Environment): Code {
  return (code.kind === "name" ? env.codeOf(dotted(code)) : undefined) ?? code;
}

/** What was there and what is added, where that is text or a list. */
export function plus(before: Value | undefined, added: Value | undefined, code: Code): Value | undefined {
  if (before === undefined) return undefined;
  if ("items" in before)
    return added !== undefined && "items" in added ? { items: [...before.items, ...added.items] } : before;
  if (!("pieces" in before)) return undefined;
  const pieces = [...before.pieces, ...(piecesOf(added) ?? [{ hole: code }])];
  return pieces.length > mostPieces ? undefined : { pieces };
}

export function* namesIn(code: Code): Generator<string> {
  if (code.kind === "name") yield code.name;
  if (code.kind === "assign") yield* namesIn(code.target);
  if (code.kind === "other" || code.kind === "list")
    for (const child of code.kind === "other" ? code.children : code.items) yield* namesIn(child);
}

/** `builder.append("…")` by itself changes the builder. @param valuesOf what an expression may be, in each world */
export function built(
  code: Call,
  env: Environment,
  { adds }: TextFunctions,
  valuesOf: (code: Code) => readonly (Value | undefined)[],
): void {
  const root = rootOf(code);
  if (root === undefined || code.callee.kind !== "name") return;
  const method = code.callee.name.toLowerCase();
  const before = env.in(0, root);
  if (before === undefined) return;
  if ("pieces" in before || "choices" in before) {
    if (adds.includes(method)) env.set(root, valuesOf(code));
  } else if (/^(?:append|push|add|<<)$/.test(method)) {
    const added = code.values.map(valuesOf);
    env.append(root, (world) => added.map((each, at) => piecesOf(each[world]) ?? [{ hole: code.values[at] ?? code }]));
  }
}
